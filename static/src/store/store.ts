/** Holds the State, lets views watch it, and sends commands. The only place where State changes. */
import { signal, type ReadonlySignal } from "@preact/signals"
import type { Command, ServerEvent } from "../protocol/generated"
import { type Answer, Answers, type Question } from "./answers"
import { choose, type Choice } from "./choose"
import { Lineage } from "./lineage"
import { initialState, type Screen, type State } from "./state"
import { update } from "./update"
import { maySend } from "./watching"

export interface Store {
  /** The State, to be watched by views; they never write it. */
  readonly state: ReadonlySignal<State>
  /** Ask the session about the text. */
  ask(question: Question): Promise<Answer>
  /** Ask the session for something. Returns false if nobody hears it. */
  send(command: Command): boolean
  /** Change what this screen decides alone. */
  choose(choice: Choice): void
  /** Change what this screen shows: `choose` for the most frequent choice. */
  show(change: Partial<Screen>): void
  /** The user typed this. */
  edit(text: string, revision: number): void
  /** Write the text to its file, or to another one. */
  save(text: string, overwrite: boolean, path?: string): void
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
  const answers = new Answers(transmit)
  const lineage = new Lineage()

  const store: Store = {
    state,
    ask: (question) => answers.ask(question),
    send: (command) => maySend(state.value, command) && transmit(command),
    choose: (choice) => {
      state.value = choose(state.value, choice)
    },
    show: (change) => store.choose({ kind: "screen", change }),
    edit(text, revision) {
      const sent = transmit({ kind: "edit", text, revision, bases: lineage.checksums })
      if (sent) lineage.add(text)
      store.choose({ kind: "typed", text, revision, sent })
    },
    save(text, overwrite, path) {
      const name = path === undefined ? {} : { path }
      store.choose({ kind: "saving", text })
      transmit({ kind: "save", text, overwrite, bases: lineage.checksums, ...name })
    },
    receive(event) {
      const before = state.value.file
      state.value = update(state.value, event)
      if (event.kind === "opened" || event.kind === "text") follow(before)
      answers.take(event)
      if (event.kind === "opened") resend()
    },
  }

  /** Note which text of the session ours is now. */
  function follow(before: State["file"]): void {
    const { file, edited } = state.value
    if (file === null || edited || file === before) return
    if (file.path === before?.path) lineage.add(file.text)
    else lineage.begin(file.text)
  }

  /** After a lost link: what the session has not heard yet. */
  function resend(): void {
    const { file, unsent } = state.value
    if (unsent && file !== null) store.edit(file.text, file.revision + 1)
  }

  return store
}
