/** Holds the State, lets views watch it, and sends commands. The only place where State changes. */
import { signal, type ReadonlySignal } from "@preact/signals"
import type { Command, ServerEvent } from "../protocol/generated"
import { choose, type Choice } from "./choose"
import { initialState, type Screen, type State } from "./state"
import { update } from "./update"
import { maySend } from "./watching"

export interface Store {
  /** The State, to be watched by views; they never write it. */
  readonly state: ReadonlySignal<State>
  /** Ask the session for something. Returns false if nobody hears it. */
  send(command: Command): boolean
  /** Change what this screen decides alone. */
  choose(choice: Choice): void
  /** Change what this screen shows: `choose` for the most frequent choice. */
  show(change: Partial<Screen>): void
  /** The user typed this. */
  edit(text: string, revision: number): void
  /** Take in what the session says. */
  receive(event: ServerEvent): void
}

/**
 * Make the store.
 *
 * `transmit` hands a command to the socket and says whether it could; `screen` is what this
 * browser remembered.
 */
export function createStore(transmit: (command: Command) => boolean, screen: Partial<Screen>): Store {
  const state = signal<State>({ ...initialState, screen: { ...initialState.screen, ...screen } })

  const store: Store = {
    state,
    send: (command) => maySend(state.value, command) && transmit(command),
    choose: (choice) => {
      state.value = choose(state.value, choice)
    },
    show: (change) => store.choose({ kind: "screen", change }),
    edit(text, revision) {
      const sent = transmit({ kind: "edit", text, revision })
      store.choose({ kind: "typed", text, revision, sent })
    },
    receive(event) {
      state.value = update(state.value, event)
      if (event.kind === "opened") resend()
    },
  }

  /** After a lost link: what the session has not heard yet. */
  function resend(): void {
    const { file, unsent } = state.value
    if (unsent && file !== null) store.edit(file.text, file.revision + 1)
  }

  return store
}
