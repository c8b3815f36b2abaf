/** What is shown, and how. */
import type { Drawer, Preset, Screen } from "../store/state"
import type { Store } from "../store/store"
import { projectorFor } from "../store/watching"
import { action, type Action, hasGraph, type Hands } from "./action"

export function viewActions({ store, stage }: Hands): readonly Omit<Action, "group">[] {
  const { show } = store
  const screen = () => store.state.peek().screen
  const arrange = (preset: Preset) => () => show(ARRANGEMENTS[preset])
  const toggle = (name: "minimap" | "activity" | "editorOpen") => () => show({ [name]: !screen()[name] })
  const drawer = (name: Drawer) => () => show({ drawer: screen().drawer === name ? null : name })
  const { cameraman } = stage
  return [
    action("fit", "Fit everything", "F", () => stage.fit(), hasGraph),
    action("fit-selection", "Fit the selection", "Shift+F", () => stage.fitSelection(), hasGraph),
    action("zoom-in", "Zoom in", "+ =", () => cameraman.zoomBy(1.25)),
    action("zoom-out", "Zoom out", "-", () => cameraman.zoomBy(0.8)),
    action("zoom-100", "Zoom to 100 %", "0", () => cameraman.zoomTo(1)),
    action("arrange-model", "Arrange: model and code", "1", arrange("model")),
    action("arrange-watch", "Arrange: graph and plots", "2", arrange("watch")),
    action("arrange-code", "Arrange: mostly code", "3", arrange("code")),
    action("arrange-present", "Arrange: present", "4", arrange("present")),
    action(
      "leave-present",
      "Stop presenting",
      "Escape",
      arrange("model"),
      (now) => now.screen.preset === "present" && !now.screen.watching,
    ),
    action("projector", "Open a window for a projector", "", () => openProjector(store), (now) => now.file !== null),
    action(
      "take-control",
      "Take control of the model",
      "",
      () => takeControl(store),
      (now) => now.screen.watching,
    ),
    action("editor", "Show or hide the code", "Ctrl+B", toggle("editorOpen")),
    action("minimap", "Show or hide the minimap", "M", toggle("minimap")),
    action("activity", "Show or hide activity in the graph", "A", toggle("activity")),
    action("theme", "Theme: light or dark", "T", () =>
      show({ theme: stage.look.dark.peek() ? "light" : "dark" }),
    ),
    action("outline", "Outline", "O", drawer("outline")),
    action("files", "Files", "Ctrl+O", drawer("files")),
    action("examples", "Built-in examples", "E", drawer("examples")),
    action("plots", "Plots", "P", drawer("plots")),
    action("problems", "Problems", "", drawer("problems")),
    action("settings", "Settings", "Ctrl+,", drawer("settings")),
    action("inspector", "Inspector", "I", () => show({ tab: "inspector", editorOpen: true })),
    action("log", "Log", "", () => show({ tab: "log", editorOpen: true })),
  ]
}

/** Another window on the same session that shows everything and changes nothing. */
function openProjector({ state }: Store): void {
  const { file } = state.peek()
  if (file !== null) open(projectorFor(file.path), "nengo-projector")
}

function takeControl({ state, show }: Store): void {
  const path = state.peek().file?.path
  show({ ...ARRANGEMENTS.model, watching: false })
  if (path !== undefined) history.replaceState(null, "", `?${new URLSearchParams({ path })}`)
}

const ARRANGEMENTS: { readonly [preset in Preset]: Partial<Screen> } = {
  model: { preset: "model", editorOpen: true, editorShare: 0.38 },
  watch: { preset: "watch", editorOpen: false },
  code: { preset: "code", editorOpen: true, editorShare: 0.66 },
  present: { preset: "present", editorOpen: false, drawer: null },
}
