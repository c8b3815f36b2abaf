/** What can be done with the object that leads the selection. */
import { HOME } from "../graph/camera"
import { cardBoxInGraph } from "../graph/cardbox"
import type { Box } from "../graph/geometry"
import { withLabel } from "../graph/items"
import { spotNear } from "../graph/spot"
import type { PlotKind } from "../plots/kind"
import { KINDS, PLOT_KINDS } from "../plots/kinds"
import { canShare } from "../plots/sharing"
import { dimensionsOf, MODEL, selectedConnection, selectedObject } from "../store/select"
import type { State, Trace } from "../store/state"
import type { Store } from "../store/store"
import { action, type Action, hasGraph, type Hands } from "./action"

/** The actions that show something of an object beside the graph, a kind of plot each. */
export const PLOT_ACTIONS: readonly string[] = [...PLOT_KINDS.map(idOf), "add-to-plot"]

export function objectActions(hands: Hands): readonly Omit<Action, "group">[] {
  const { store, stage } = hands
  const now = () => store.state.peek()
  const trace = (direction: Trace["direction"]) => () => toggleTrace(store, direction)
  const toggle = () => stage.toggle(leader(now()))
  return [
    ...PLOT_KINDS.map((kind) =>
      action(idOf(kind), KINDS[kind].action, KINDS[kind].key, () => addPlot(hands, kind), offers(kind)),
    ),
    action("add-to-plot", "Add to a plot …", "Shift+A", () => store.show({ dialog: { kind: "add-to-plot" } }), fitsSomePlot),
    action("open", "Open the network", "Enter", toggle, (state) => isNetwork(state) && !isOpen(state)),
    action("close", "Close the network", "Enter", toggle, (state) => isNetwork(state) && isOpen(state)),
    action(
      "code",
      "Go to its line of code",
      "G",
      () => goToCode(hands),
      (state) => lineOf(state) !== null,
    ),
    action("upstream", "Show what feeds it", "U", trace("up"), isObject),
    action("downstream", "Show what it feeds", "D", trace("down"), isObject),
    action(
      "layout",
      "Lay out anew",
      "L",
      () => store.send({ kind: "relayout", network: networkOf(now()) }),
      hasGraph,
    ),
    action("parent", "Up to the network around", "Escape", () => stage.select(...parentOf(now())), isAny),
  ]
}

function idOf(kind: PlotKind): string {
  return `plot-${kind}`
}

function offers(kind: PlotKind): (state: State) => boolean {
  return (state) => {
    const object = selectedObject(state)
    return object !== undefined && KINDS[kind].offer(object) !== null
  }
}

function fitsSomePlot(state: State): boolean {
  const object = selectedObject(state)
  return object !== undefined && state.plots.some((plot) => canShare(KINDS[plot.kind], plot, object))
}

function addPlot(hands: Hands, kind: PlotKind): void {
  const { store, stage } = hands
  const item = stage.scene.peek().items.get(leader(store.state.peek()))
  const shown = item && KINDS[kind].offer(item.object)
  if (!item || !shown) return
  const { width, height } = KINDS[kind].size(dimensionsOf(item.object))
  const near = withLabel(item.box, item.object.label)
  const spot = spotNear(near, { width, height }, takenRoom(hands, item.object.id), stage.view())
  store.send({
    kind: "add_plot",
    plot: { id: "", kind, object: item.object.id, x: spot.left, y: spot.top, width, height, ...shown },
  })
  stage.cameraman.reveal(spot)
}

/** Where a new card should not lie: on other cards, on objects, on networks that do not hold its own. */
function takenRoom({ store, stage }: Hands, id: string): readonly Box[] {
  const cards = store.state
    .peek()
    .plots.filter((plot) => plot.docked !== true)
    .map((plot) => cardBoxInGraph(plot, HOME)) // further in, they take less of the graph
  const items = [...stage.scene.peek().items.values()].filter((item) => !id.startsWith(`${item.object.id}.`))
  return [...cards, ...items.map((item) => (item.open ? item.box : withLabel(item.box, item.object.label)))]
}

function toggleTrace(store: Store, direction: Trace["direction"]): void {
  const { screen } = store.state.peek()
  const id = leader(store.state.peek())
  const same = screen.trace?.id === id && screen.trace.direction === direction
  store.show({ trace: same ? null : { id, direction } })
}

function goToCode({ store, code }: Hands): void {
  const line = lineOf(store.state.peek())
  if (line !== null) code.goTo(line)
}

function leader(state: State): string {
  return state.screen.selection.at(-1) ?? ""
}

function lineOf(state: State): number | null {
  return (selectedObject(state) ?? selectedConnection(state))?.line ?? null
}

function isAny(state: State): boolean {
  return state.screen.selection.length > 0
}

function isObject(state: State): boolean {
  return selectedObject(state) !== undefined
}

function isNetwork(state: State): boolean {
  return selectedObject(state)?.kind === "network"
}

function isOpen(state: State): boolean {
  return state.places[leader(state)]?.open === true
}

/** The selected network if it is open, or the network around what is selected. */
function networkOf(state: State): string {
  if (isNetwork(state) && isOpen(state)) return leader(state)
  return selectedObject(state)?.parent || MODEL
}

function parentOf(state: State): readonly string[] {
  const parent = selectedObject(state)?.parent ?? MODEL
  return parent === MODEL || parent === "" ? [] : [parent]
}
