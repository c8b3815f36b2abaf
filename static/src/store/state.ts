/**
 * The one State of the screen: what the session said, and what this screen chose by itself.
 *
 * It is a value: `update.ts` and `choose.ts` make a new one out of an old one, views only look.
 * Samples are not in here; they go from the socket straight into `series/`.
 */
import type {
  Conflict,
  Details,
  Ended,
  FileEntry,
  Graph,
  GraphObject,
  History,
  LogEntry,
  Offer,
  Opened,
  Place,
  Plot,
  Problem,
  Progress,
  Simulation,
  Stream,
  TrustAsked,
  Welcome,
} from "../protocol/generated"

import { type Deeds, NOTHING_DONE } from "./deeds"

/** Where the link to the session stands; `refused` is final: another page or version is needed. */
export type Link = "connecting" | "open" | "lost" | "refused"

/** The file on the screen. `text` is ours: the session's, with what was typed here since. */
export type OpenFile = Omit<Opened, "kind">

/** Something that could not be done, shown for a while and then gone. */
export interface Notice {
  readonly id: number
  readonly message: string
  readonly remedy: string
}

export type Theme = "system" | "light" | "dark"
export type Motion = "system" | "reduced" | "full"
/** Drawers beside the rail. */
export type Drawer = "outline" | "files" | "examples" | "plots" | "problems" | "settings"
export type Tab = "code" | "inspector" | "log"
/** Window arrangements of the keys 1 to 4. */
export type Preset = "model" | "watch" | "code" | "present"

/** What stands in front of everything else, until it is answered or left. */
export type Dialog =
  | { readonly kind: "save-as" }
  /** `path` is what to open afterwards. */
  | { readonly kind: "unsaved"; readonly path: string }
  | { readonly kind: "conflict"; readonly conflict: Conflict }
  | { readonly kind: "trust"; readonly asked: TrustAsked }
  /** The first of the texts that are offered, compared with the one shown. */
  | { readonly kind: "offer" }
  /** To which plot the selected object should be added. */
  | { readonly kind: "add-to-plot" }
  | { readonly kind: "shortcuts" }
  | { readonly kind: "promises" }
  | { readonly kind: "palette" }

export interface TimeRange {
  readonly start: number
  readonly end: number
}

export interface Trace {
  readonly id: string
  readonly direction: "up" | "down"
}

/** What this screen chose; the session knows nothing of it. */
export interface Screen {
  readonly theme: Theme
  readonly motion: Motion
  /** Size of the code in CSS pixels. */
  readonly fontSize: number
  readonly preset: Preset
  readonly drawer: Drawer | null
  readonly tab: Tab
  readonly editorOpen: boolean
  /** Share of the window's width the editor takes. */
  readonly editorShare: number
  /** Height of the plot tray in CSS pixels. */
  readonly trayHeight: number
  readonly minimap: boolean
  readonly activity: boolean
  /** Small plots below the lines that make something. */
  readonly sparklines: boolean
  /** The object whose name is being written. */
  readonly renaming: string | null
  /** The object to be connected, until it is said to what. */
  readonly joining: string | null
  /** Ids of the objects or the connection that are selected; the last one leads. */
  readonly selection: readonly string[]
  /** Highlights all that feeds an object, or all that it feeds; the rest is dimmed. */
  readonly trace: Trace | null
  readonly dialog: Dialog | null
  /** Whether the user was told what a large model means. */
  readonly knowsSize: boolean
  /** Step of the tour that is shown; null for none. */
  readonly tour: number | null
  /** Whether the tour was taken, or declined. */
  readonly toured: boolean
  /** Whether this screen only shows what others do. */
  readonly watching: boolean
  /** Simulated seconds that were chosen on the timeline, to be saved or looked at again. */
  readonly range: TimeRange | null
  /** Whether the plots go through the chosen seconds again and again. */
  readonly looping: boolean
  /** Simulated second the plots look back to; null follows the live edge. */
  readonly lookingAt: number | null
  readonly notices: readonly Notice[]
  /** That others can reach the server need not be said again. */
  readonly knowsReach: boolean
}

/** Everything a view may look at. */
export interface State {
  readonly link: Link
  readonly welcome: Welcome | null
  readonly file: OpenFile | null
  /** Counts the files opened on this screen: when it changes, everything before is void. */
  readonly opening: number
  /** True while the editor holds text the disk does not have. */
  readonly unsaved: boolean
  /** True while an edit waits for the link. */
  readonly unsent: boolean
  /** True if something was typed here since the session's text was taken over. */
  readonly edited: boolean
  /** The last edit that was sent on this link; 0 for none. */
  readonly sent: number
  /** What is to be decided before the model may run; null if it may. */
  readonly asked: TrustAsked | null
  /** Texts beside the one shown that nobody decided about yet, the latest first. */
  readonly offers: readonly Offer[]
  /** The text a running save is about. */
  readonly saving: string | null
  readonly graph: Graph
  /** The objects of `graph` by id. */
  readonly objects: ReadonlyMap<string, GraphObject>
  /** The edit `graph` comes from. */
  readonly graphRevision: number
  readonly places: { readonly [id: string]: Place }
  readonly plots: readonly Plot[]
  readonly streams: readonly Stream[]
  /** Semantic pointers put into modules by hand; empty for none. */
  readonly pointers: { readonly [id: string]: string }
  /** What was asked about objects of this graph: how they were made and built. */
  readonly details: { readonly [id: string]: Details }
  /** The pages that Nodes draw of themselves, by stream. */
  readonly pages: { readonly [stream: number]: string }
  readonly held: { readonly [id: string]: readonly (number | null)[] }
  readonly problems: readonly Problem[]
  /** The edit `problems` speak of. */
  readonly problemsRevision: number
  readonly simulation: Simulation
  /** How far loading or building has come; null when nothing is in work. */
  readonly progress: Progress | null
  readonly ended: Ended | null
  readonly log: readonly LogEntry[]
  readonly logDropped: number
  readonly folders: { readonly [folder: string]: readonly FileEntry[] }
  readonly history: History
  /** What was done last, here and there. */
  readonly deeds: Deeds
  /** What an edit by hand did, in a few words. */
  readonly said: string
  /** Objects whose lines of code are in view, with small plots below them. */
  readonly sparked: readonly string[]
  /** What is to be selected once it is there. */
  readonly awaited: string | null
  readonly viewers: number
  readonly screen: Screen
}

export const initialScreen: Screen = {
  theme: "system",
  motion: "system",
  fontSize: 13.5,
  preset: "model",
  drawer: null,
  tab: "code",
  editorOpen: true,
  editorShare: 0.38,
  trayHeight: 200,
  minimap: true,
  activity: true,
  sparklines: true,
  renaming: null,
  joining: null,
  selection: [],
  trace: null,
  dialog: null,
  knowsSize: false,
  tour: null,
  toured: false,
  watching: false,
  range: null,
  looping: false,
  lookingAt: null,
  notices: [],
  knowsReach: false,
}

export const initialState: State = {
  link: "connecting",
  welcome: null,
  file: null,
  opening: 0,
  unsaved: false,
  unsent: false,
  edited: false,
  sent: 0,
  asked: null,
  offers: [],
  saving: null,
  graph: { revision: 0, objects: [], connections: [] },
  objects: new Map(),
  graphRevision: 0,
  places: {},
  plots: [],
  streams: [],
  pointers: {},
  details: {},
  pages: {},
  held: {},
  problems: [],
  problemsRevision: 0,
  simulation: {
    kind: "simulation",
    state: "empty",
    time: 0,
    rate: 0,
    speed: 1,
    dt: 0.001,
    epoch: 0,
    limited: false,
  },
  progress: null,
  ended: null,
  log: [],
  logDropped: 0,
  folders: {},
  history: { kind: "history", undo: "", redo: "" },
  deeds: NOTHING_DONE,
  said: "",
  sparked: [],
  awaited: null,
  viewers: 1,
  screen: initialScreen,
}
