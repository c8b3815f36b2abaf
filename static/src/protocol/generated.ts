// Written by `python -m nengo_gui.protocol.schema`. Do not edit: change the Python.

/** Frames up to ``seq`` have been drawn: the credit that lets the session send more. */
export interface Ack {
  readonly kind: "ack"
  readonly ref?: number | null
  readonly seq: number
}

/** Make a new object in a network. */
export interface AddObject {
  readonly kind: "add_object"
  readonly text: string
  readonly type: "ensemble" | "network" | "node"
  readonly network: Spot
  readonly x: number | null
  readonly y: number | null
}

/** Show something of an object. The session chooses the id when it is empty. */
export interface AddPlot {
  readonly kind: "add_plot"
  readonly ref?: number | null
  readonly plot: Plot
}

/** The answer to a question of this screen. */
export interface Answered {
  readonly kind: "answered"
  readonly answer: Edited | Arguments | Completions | Explanation | Declined
  readonly ref: number | null
}

/** One thing an object is made with. */
export interface Argument {
  readonly name: string
  readonly text: string
  readonly default: string
}

/** What an object is made with, in the order of the parameters. */
export interface Arguments {
  readonly kind: "arguments"
  readonly callee: string
  readonly name: string
  readonly arguments: readonly (Argument)[]
}

/** Ask about the text: what to change for an edit by hand, how a word could go on. */
export interface Ask {
  readonly kind: "ask"
  readonly ref?: number | null
  readonly question: AddObject | Connect | Rename | SetArgument | Delete | ReadArguments | Complete | Explain
}

/** One thing an object was made with, and who decided it. */
export interface Attribute {
  readonly name: string
  readonly value: string
  readonly origin: "config" | "default" | "object"
  readonly meaning: string
}

/** Move, resize or reconfigure a plot. */
export interface ChangePlot {
  readonly kind: "change_plot"
  readonly ref?: number | null
  readonly plot: Plot
}

/** A small picture of how something was built. */
export interface Chart {
  readonly title: string
  readonly form: "bars" | "lines" | "points"
  readonly series: readonly (Series)[]
  readonly x: string
  readonly y: string
  readonly xs: readonly (number)[]
  readonly labels: readonly (string)[]
  readonly note: string
}

/** Ask what could stand at a place. */
export interface Complete {
  readonly kind: "complete"
  readonly text: string
  readonly at: number
}

/** One thing that could stand at a place. */
export interface Completion {
  readonly label: string
  readonly type: string
}

/** What could stand at a place, the likeliest first. */
export interface Completions {
  readonly kind: "completions"
  readonly start: number
  readonly options: readonly (Completion)[]
}

/** The file changed on disk while it was being edited. Nothing was written. */
export interface Conflict {
  readonly kind: "conflict"
  readonly path: string
  readonly disk_text: string
}

/** Connect an object to another, or to itself. */
export interface Connect {
  readonly kind: "connect"
  readonly text: string
  readonly pre: Spot
  readonly post: Spot
}

/** Take a text that is offered, in place of the one shown, or let it go. */
export interface Decide {
  readonly kind: "decide"
  readonly ref?: number | null
  readonly offer: string
  readonly take: boolean
}

/** It cannot be done, or not by hand. */
export interface Declined {
  readonly kind: "declined"
  readonly message: string
  readonly remedy: string
}

/** Remove objects, and with them their connections, probes and settings. */
export interface Delete {
  readonly kind: "delete"
  readonly text: string
  readonly things: readonly (Spot)[]
}

/** All there is to know of an object or a connection. */
export interface Details {
  readonly object: string
  readonly attributes: readonly (Attribute)[]
  readonly charts: readonly (Chart)[]
  readonly problem: string
}

/** The page that a Node draws of itself is now this one. It may hold anything: wall it in. */
export interface Drawn {
  readonly kind: "drawn"
  readonly stream: number
  readonly html: string
}

/** The text as it now stands. The session loads it and answers with a graph or with problems. */
export interface Edit {
  readonly kind: "edit"
  readonly ref?: number | null
  readonly text: string
  readonly revision: number
  readonly bases?: readonly (number)[]
}

/** The changes that do what was asked, in the order of the text; to be made as one. */
export interface Edited {
  readonly kind: "edited"
  readonly changes: readonly (TextChange)[]
  readonly thing: string
  readonly said: string
}

/** The worker is gone. The text is safe; ``restart`` begins again. */
export interface Ended {
  readonly kind: "ended"
  readonly message: string
  readonly remedy: string
  readonly line: number | null
}

/** Ask what the name at a place means. */
export interface Explain {
  readonly kind: "explain"
  readonly text: string
  readonly at: number
}

/** What a name means; all empty if nothing is known. */
export interface Explanation {
  readonly kind: "explanation"
  readonly start: number
  readonly end: number
  readonly title: string
  readonly about: string
}

/** A row of the file browser. */
export interface FileEntry {
  readonly path: string
  readonly name: string
  readonly kind: "folder" | "model" | "other"
  readonly title: string
}

/** Let the models of this folder run, although not everything is kept from them. */
export interface GrantTrust {
  readonly kind: "trust"
  readonly ref?: number | null
}

/** Everything there is to draw, parents before children. */
export interface Graph {
  readonly revision: number
  readonly objects: readonly (GraphObject)[]
  readonly connections: readonly (GraphConnection)[]
}

/** The model was loaded: here is what there is. */
export interface GraphChanged {
  readonly kind: "graph"
  readonly graph: Graph
  readonly text_revision: number
}

/** A Connection as the graph draws it. */
export interface GraphConnection {
  readonly id: string
  readonly pre: string
  readonly post: string
  readonly parent: string
  readonly dimensions: number
  readonly effect: "excitatory" | "inhibitory" | "mixed"
  readonly to_neurons: boolean
  readonly learning_rules: readonly (string)[]
  readonly modulates: string | null
  readonly synapse: string
  readonly function: string
  readonly transform: string
  readonly line: number | null
}

/** A Node, Ensemble or Network as the graph draws it. */
export interface GraphObject {
  readonly id: string
  readonly kind: "ensemble" | "network" | "node"
  readonly label: string
  readonly parent: string
  readonly line: number | null
  readonly glyph: "" | "array" | "constant" | "function" | "html" | "input" | "passthrough" | "source"
  readonly size_in: number
  readonly size_out: number
  readonly dimensions: number
  readonly n_neurons: number
  readonly neuron_type: string
  readonly n_objects: number
  readonly n_members: number
  readonly probeable: readonly (string)[]
}

/** Which values of a Node are overridden; None where the model has its way. */
export interface Held {
  readonly kind: "held"
  readonly object: string
  readonly values: readonly (number | null)[]
}

/** The first message on a socket: proves that the page is ours and says what it wants to see. */
export interface Hello {
  readonly kind: "hello"
  readonly ref?: number | null
  readonly secret: string
  readonly path?: string | null
}

/** What undo and redo would do; empty when there is nothing. */
export interface History {
  readonly kind: "history"
  readonly undo: string
  readonly redo: string
}

/** Override the output of a Node by dimension; None leaves a dimension to the model. */
export interface Hold {
  readonly kind: "hold"
  readonly ref?: number | null
  readonly object: string
  readonly values: readonly (number | null)[]
}

/** Ask how an object or a connection was made and built. */
export interface Inspect {
  readonly kind: "inspect"
  readonly ref?: number | null
  readonly object: string
}

/** How an object was made and built, as far as it is built yet. */
export interface Inspected {
  readonly kind: "inspected"
  readonly details: Details
}

/** Ask for a folder of the workspace, or of the examples (``example:``). */
export interface ListFiles {
  readonly kind: "list"
  readonly ref?: number | null
  readonly folder?: string
}

/** The contents of a folder. */
export interface Listing {
  readonly kind: "listing"
  readonly folder: string
  readonly entries: readonly (FileEntry)[]
}

/** Lines printed by the model. */
export interface Log {
  readonly kind: "log"
  readonly entries: readonly (LogEntry)[]
  readonly dropped: number
}

/** A line in the Log. */
export interface LogEntry {
  readonly text: string
  readonly source: "server" | "stderr" | "stdout" | "warning"
  readonly line: number | null
  readonly time: number | null
}

/** Put objects elsewhere, or open and close networks. One undo step. */
export interface Move {
  readonly kind: "move"
  readonly ref?: number | null
  readonly places: { readonly [key: string]: Place }
}

/** Something that happened to the file, and what to do about it. */
export interface Notice {
  readonly kind: "notice"
  readonly message: string
  readonly remedy: string
}

/** A text that is not the one shown, and would be lost if nobody took it. */
export interface Offer {
  readonly id: string
  readonly text: string
  readonly reason: "browser" | "overwritten" | "recovered"
  readonly time: number
}

/** Give a text into the session's keeping that only this browser remembers. */
export interface OfferText {
  readonly kind: "offer"
  readonly ref?: number | null
  readonly text: string
  readonly time: number
}

/** All texts there are beside the one shown, the latest first; empty when all is decided. */
export interface Offers {
  readonly kind: "offers"
  readonly offers: readonly (Offer)[]
}

/** Show another file: a path in the workspace, ``example:…``, or ``new:`` for an empty model. */
export interface Open {
  readonly kind: "open"
  readonly ref?: number | null
  readonly path: string
}

/** A file is now shown. Everything known of the one before is void. */
export interface Opened {
  readonly kind: "opened"
  readonly path: string
  readonly name: string
  readonly text: string
  readonly saved: boolean
  readonly revision: number
  readonly writable: boolean
}

/** Hold time. */
export interface Pause {
  readonly kind: "pause"
  readonly ref?: number | null
}

/** Send the values of these too, though no plot shows them; instead of those asked for before. */
export interface Peek {
  readonly kind: "peek"
  readonly ref?: number | null
  readonly objects: readonly (string)[]
}

/** Where an object is drawn. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly open?: boolean
  readonly placed?: boolean
}

/** Where objects lie: all of them, or those that moved. */
export interface Places {
  readonly kind: "places"
  readonly places: { readonly [key: string]: Place }
  readonly complete: boolean
}

/** One thing shown beside the graph: a plot or a slider. */
export interface Plot {
  readonly id: string
  readonly kind: "grid" | "heat" | "histogram" | "html" | "image" | "pointer" | "raster" | "similarity" | "slider" | "value" | "voltage" | "xy"
  readonly object: string
  readonly x: number
  readonly y: number
  readonly width?: number
  readonly height?: number
  readonly attr?: string
  readonly dims?: readonly (number)[] | null
  readonly also?: readonly (Source)[]
  readonly synapse?: number | null
  readonly low?: number | null
  readonly high?: number | null
  readonly columns?: number | null
  readonly window?: number
  readonly docked?: boolean
}

/** All plots there are, in drawing order, and the streams that feed them. */
export interface Plots {
  readonly kind: "plots"
  readonly plots: readonly (Plot)[]
  readonly streams: readonly (Stream)[]
}

/** Put a semantic pointer into a module, over what the model puts there; empty for none. */
export interface Point {
  readonly kind: "point"
  readonly ref?: number | null
  readonly object: string
  readonly pointer: string
}

/** Which semantic pointer is put into a module by hand; empty for none. */
export interface Pointed {
  readonly kind: "pointed"
  readonly object: string
  readonly pointer: string
}

/** Something wrong with the model, said so that the user knows what to do next. */
export interface Problem {
  readonly message: string
  readonly severity: "error" | "info" | "warning"
  readonly line: number | null
  readonly column: number | null
  readonly end_column: number | null
  readonly remedy: string
  readonly phase: "build" | "check" | "load" | "step" | "worker"
  readonly object: string | null
  readonly traceback: string
}

/** All that is wrong with the text of this revision; empty when nothing is. */
export interface Problems {
  readonly kind: "problems"
  readonly problems: readonly (Problem)[]
  readonly text_revision: number
}

/** How far loading or building has come. */
export interface Progress {
  readonly kind: "progress"
  readonly stage: string
  readonly done: number
  readonly total: number
  readonly line: number | null
}

/** Ask what an object is made with, and what else it could be given. */
export interface ReadArguments {
  readonly kind: "read_arguments"
  readonly text: string
  readonly thing: Spot
}

/** Ask for the samples kept of all plots, as a file. */
export interface Record {
  readonly kind: "record"
  readonly ref?: number | null
  readonly start?: number | null
  readonly end?: number | null
}

/** The samples that were asked for, as a file. */
export interface Recorded {
  readonly kind: "recorded"
  readonly name: string
  readonly content: string
}

/** Do again what was taken back. */
export interface Redo {
  readonly kind: "redo"
  readonly ref?: number | null
}

/** A command could not be carried out; nothing changed. */
export interface Refused {
  readonly kind: "refused"
  readonly message: string
  readonly remedy: string
  readonly ref: number | null
}

/** Lay a network out anew, forgetting where the user put its children. */
export interface Relayout {
  readonly kind: "relayout"
  readonly ref?: number | null
  readonly network: string
}

/** Take a plot away. */
export interface RemovePlot {
  readonly kind: "remove_plot"
  readonly ref?: number | null
  readonly id: string
}

/** Give the variable that holds an object another name, wherever it is used. */
export interface Rename {
  readonly kind: "rename"
  readonly text: string
  readonly thing: Spot
  readonly name: string
}

/** Back to time zero, same seed. */
export interface Reset {
  readonly kind: "reset"
  readonly ref?: number | null
}

/** Load the text again in a fresh worker, for instance after the last one died. */
export interface Restart {
  readonly kind: "restart"
  readonly ref?: number | null
}

/** Let time pass. */
export interface Run {
  readonly kind: "run"
  readonly ref?: number | null
}

/** Write the text to disk; ``path`` saves under another name. */
export interface Save {
  readonly kind: "save"
  readonly ref?: number | null
  readonly text: string
  readonly path?: string | null
  readonly overwrite?: boolean
  readonly bases?: readonly (number)[]
}

/** The text is on disk. */
export interface Saved {
  readonly kind: "saved"
  readonly path: string
  readonly name: string
  readonly text_hash: string
  readonly revision: number
}

/** Numbers that belong together in a chart. */
export interface Series {
  readonly ys: readonly (number)[]
  readonly xs: readonly (number)[] | null
  readonly name: string
  readonly wished: boolean
}

/** Change what an object is made with. */
export interface SetArgument {
  readonly kind: "set_argument"
  readonly text: string
  readonly thing: Spot
  readonly name: string
  readonly value: string
}

/** Where the simulation stands; sent on every change of state and some times a second. */
export interface Simulation {
  readonly kind: "simulation"
  readonly state: "building" | "empty" | "ended" | "failed" | "loading" | "paused" | "running"
  readonly time: number
  readonly rate: number
  readonly speed: number | null
  readonly dt: number
  readonly epoch: number
  readonly limited: boolean
}

/** A further object in a plot of several. */
export interface Source {
  readonly object: string
  readonly dims?: readonly (number)[] | null
}

/** Simulated seconds to pass in a second of wall time; None for as fast as possible. */
export interface Speed {
  readonly kind: "speed"
  readonly ref?: number | null
  readonly value: number | null
}

/** An object or a connection of the graph, as it is to be found in the text. */
export interface Spot {
  readonly id: string
  readonly type: "ensemble" | "network" | "node" | "connection"
  readonly line: number | null
  readonly size: number
  readonly part: boolean
}

/** Advance a paused model by some steps. */
export interface Step {
  readonly kind: "step"
  readonly ref?: number | null
  readonly n?: number
}

/** End the worker whatever it is doing; the text and the last graph stay. */
export interface Stop {
  readonly kind: "stop"
  readonly ref?: number | null
}

/** The samples of one plot: which stream number of the frames is whose. */
export interface Stream {
  readonly plot: string
  readonly stream: number
  readonly channels: number
  readonly labels: readonly (string)[]
  readonly parts: readonly (number)[]
}

/** A stretch of the text, and what to put in its place. */
export interface TextChange {
  readonly start: number
  readonly end: number
  readonly insert: string
}

/** Another viewer edited the text, or the file changed on disk and no edit was pending. */
export interface TextChanged {
  readonly kind: "text"
  readonly text: string
  readonly revision: number
  readonly saved: boolean
  readonly answers: number
}

/** The model does not run before somebody says that it may; nothing is asked if no ``gaps``. */
export interface TrustAsked {
  readonly kind: "trust"
  readonly folder: string
  readonly gaps: readonly (string)[]
}

/** Take back the last change of layout or plots. */
export interface Undo {
  readonly kind: "undo"
  readonly ref?: number | null
}

/** How many screens show this session. */
export interface Viewers {
  readonly kind: "viewers"
  readonly count: number
}

/** First event on a socket: who answers. */
export interface Welcome {
  readonly kind: "welcome"
  readonly version: string
  readonly workspace: string
  readonly confinement: "full" | "none" | "partial"
  readonly gaps: readonly (string)[]
  readonly engine: string
  readonly run: string
  readonly place: string
  readonly reach: "encrypted" | "here" | "open"
  readonly unsaved: readonly (FileEntry)[]
}

export type Command = Hello | Open | Edit | Save | OfferText | Decide | ListFiles | GrantTrust | Run | Pause | Step | Reset | Restart | Stop | Speed | Move | Relayout | AddPlot | ChangePlot | RemovePlot | Hold | Point | Peek | Inspect | Undo | Redo | Record | Ask | Ack

export type ServerEvent = Welcome | Opened | TextChanged | GraphChanged | Places | Plots | Drawn | Held | Pointed | Inspected | Problems | Simulation | Progress | Log | Saved | Conflict | Listing | History | Refused | Offers | TrustAsked | Notice | Ended | Recorded | Answered | Viewers
