/** What an action is: something a user can do by name, from the palette, a menu, a button or a key. */
import type { Stage } from "../graph/stage"
import type { PlotHost } from "../plots/host"
import type { TextChange } from "../protocol/generated"
import type { State } from "../store/state"
import type { Store } from "../store/store"
import type { Amender } from "./amend"

export type Group = "Simulation" | "Object" | "View" | "Edit" | "File" | "Help"

export interface Action {
  readonly id: string
  readonly title: string
  readonly group: Group
  /** "Ctrl+K", "Shift+F", "." …; the first is shown. `Ctrl` is the Command key on a Mac. */
  readonly keys: readonly string[]
  /** Text fields have their own meaning for these keys, though they come with Ctrl. */
  readonly textHasOwn: boolean
  /** Whether it makes sense now. */
  readonly enabled: (state: State) => boolean
  readonly run: () => void
}

/** What actions need of the code editor. */
export interface Code {
  text(): string
  /** The text with line feeds alone at the ends of lines: places in it are counted so. */
  document(): string
  /** Make changes of the document as one step of undo. */
  amend(changes: readonly TextChange[]): void
  undo(): void
  redo(): void
  /** Hand what was typed to the session without waiting. */
  flush(): void
  /** Show the code, put the cursor on a line, counted from 1, and look there. */
  goTo(line: number): void
}

/** What actions work with. */
export interface Hands {
  readonly store: Store
  readonly stage: Stage
  readonly code: Code
  readonly host: PlotHost
  readonly amender: Amender
}

/** Make an action. `keys` are separated by spaces; the space bar is called `Space`. */
export function action(
  id: string,
  title: string,
  keys: string,
  run: () => void,
  enabled: (state: State) => boolean = () => true,
  textHasOwn = false,
): Omit<Action, "group"> {
  return { id, title, keys: keys.split(" ").filter(Boolean), textHasOwn, enabled, run }
}

export function isLinked(state: State): boolean {
  return state.link === "open"
}

export function hasGraph(state: State): boolean {
  return state.graph.objects.length > 0
}
