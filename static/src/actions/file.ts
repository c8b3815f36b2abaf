/** Files, undo and help. */
import { graphFigure } from "../graph/figure"
import type { Stage } from "../graph/stage"
import { download, saveFigure, saveTable } from "../plots/files"
import type { PlotHost } from "../plots/host"
import type { State } from "../store/state"
import type { Store } from "../store/store"
import { action, type Action, hasGraph, type Hands, isLinked } from "./action"

export function fileActions({ store, stage, code, host }: Hands): readonly Omit<Action, "group">[] {
  const hasFile = (now: State) => now.file !== null && isLinked(now)
  return [
    action("save", "Save", "Ctrl+S", () => save(store, code.text()), hasFile),
    action(
      "save-as",
      "Save as …",
      "Ctrl+Shift+S",
      () => store.show({ dialog: { kind: "save-as" } }),
      hasFile,
    ),
    action("figure", "Save all plots as a figure (SVG)", "", () => saveFigure(host, nameOf(store)), hasPlots),
    action("graph-figure", "Save the graph with its plots as a figure (SVG)", "", () => saveGraph(stage, host, nameOf(store)), hasGraph),
    action("recording", "Save the samples, chosen or of the last minute, for NumPy (NPZ)", "", () => record(store), hasPlots),
    action("table", "Save the samples, chosen or of the last minute, as a table (CSV)", "", () => saveTable(host, nameOf(store), store.state.peek().screen.range), hasPlots),
    action("new", "New model", "", () => openFile(store, "new:"), isLinked),
  ]
}

export function editActions(hands: Hands): readonly Omit<Action, "group">[] {
  return [
    action(
      "undo",
      "Undo in the graph",
      "Ctrl+Z",
      () => turn(hands, "back"),
      (now) => now.history.undo !== "" || now.deeds.done.includes("text"),
      true,
    ),
    action(
      "redo",
      "Redo in the graph",
      "Ctrl+Shift+Z Ctrl+Y",
      () => turn(hands, "forth"),
      (now) => now.history.redo !== "" || now.deeds.undone.includes("text"),
      true,
    ),
  ]
}

/** Take back what was done last, or do it again: in the text, or in how the graph looks. */
function turn({ store, code }: Hands, way: "back" | "forth"): void {
  const { deeds } = store.state.peek()
  const deed = (way === "back" ? deeds.done : deeds.undone).at(-1)
  store.choose({ kind: "turned", way })
  if (deed !== "text") store.send({ kind: way === "back" ? "undo" : "redo" })
  else if (way === "back") code.undo()
  else code.redo()
}

export function helpActions({ store }: Hands): readonly Omit<Action, "group">[] {
  return [
    action("palette", "Search commands, objects, examples", "Ctrl+K /", () =>
      store.show({ dialog: { kind: "palette" } }),
    ),
    action("tour", "Take the tour", "", () => startTour(store)),
    action("shortcuts", "Keys and gestures", "? F1", () => store.show({ dialog: { kind: "shortcuts" } })),
  ]
}

function saveGraph(stage: Stage, host: PlotHost, name: string): void {
  const svg = graphFigure(stage, (plot) => host.svg(plot))
  if (svg !== null) download(`${name} graph.svg`, new Blob([svg], { type: "image/svg+xml" }))
}

const FIRST_LESSON = "example:tutorial/00-intro.py"

/** The tour needs something to show. */
function startTour(store: Store): void {
  if (store.state.peek().file === null) openFile(store, FIRST_LESSON)
  store.show({ tour: 0, editorOpen: true, tab: "code", preset: "model" })
}

/** Ask for the samples of the chosen seconds, or of all that are kept. */
function record(store: Store): void {
  const { range } = store.state.peek().screen
  store.send({ kind: "record", ...(range ?? {}) })
}

function hasPlots(state: State): boolean {
  return isLinked(state) && state.plots.length > 0
}

/** Name of the model, without what makes it a Python file. */
function nameOf(store: Store): string {
  return (store.state.peek().file?.name ?? "plots").replace(/\.py$/, "")
}

/** Write the text to its file; what has none in the workspace is asked for a name. */
export function save(store: Store, text: string, overwrite = false): void {
  const { file } = store.state.peek()
  if (file === null) return
  if (!file.writable) return store.show({ dialog: { kind: "save-as" } })
  store.save(text, overwrite)
}

export function saveAs(store: Store, text: string, path: string, overwrite: boolean): void {
  store.save(text, overwrite, path)
}

/** Show another file; text that is not on disk is asked about first. */
export function openFile(store: Store, path: string): void {
  const { file, unsaved } = store.state.peek()
  if (unsaved && file?.path !== path) store.show({ dialog: { kind: "unsaved", path } })
  else store.send({ kind: "open", path })
}

/** Save, and once that has worked open another file. */
export function saveThenOpen(store: Store, text: string, path: string): void {
  save(store, text)
  // A file without a name is asked for one instead; it is not left before it has one.
  if (store.state.peek().saving === null) return
  const stop = store.state.subscribe(({ saving, unsaved }) => {
    if (saving !== null) return
    stop()
    if (!unsaved) store.send({ kind: "open", path })
  })
}
