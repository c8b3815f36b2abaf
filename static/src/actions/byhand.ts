/** What changes the model by hand: new objects, connections, names; each is an edit of its text. */
import { HOME } from "../graph/camera"
import { cardBoxInGraph } from "../graph/cardbox"
import { boxAround, centreOf, type Point } from "../graph/geometry"
import { withLabel } from "../graph/items"
import { placeIn } from "../graph/origin"
import { spotNear } from "../graph/spot"
import type { GraphObject } from "../protocol/generated"
import { MODEL, selectedObject } from "../store/select"
import type { State } from "../store/state"
import { action, type Action, hasGraph, type Hands, isLinked } from "./action"
import type { ObjectType } from "./amend"

export const OBJECT_TYPES: readonly ObjectType[] = ["ensemble", "node", "network"]
const KEYS: { readonly [type in ObjectType]: string } = { ensemble: "Shift+E", node: "Shift+N", network: "Shift+G" }
/** Room that a new object should have around it. */
const ROOM = { width: 110, height: 90 }

export function byHandActions(hands: Hands): readonly Omit<Action, "group">[] {
  const { store, amender } = hands
  const { show } = store
  const now = () => store.state.peek()
  return [
    // Before the actions of the same keys that concern the selection: while connecting, these hold.
    action("connect-here", "Connect to this", "Enter", () => connectHere(hands), canConnectHere),
    action("connect-cancel", "Connect nothing", "Escape", () => show({ joining: null }), isJoining),
    action("connect", "Connect it to …", "C", () => show({ joining: selected(now()) }), canSend),
    ...OBJECT_TYPES.map((type) =>
      action(`add-${type}`, `New ${type}`, KEYS[type], () => addInView(hands, type), isEditable),
    ),
    action("rename", "Rename", "F2", () => show({ renaming: selected(now()) }), hasName, true),
    action("delete", "Delete", "Delete Backspace", () => void amender.delete(selection(now())), isDeletable),
  ]
}

/** Whether something can be connected from an object, or to it. */
export function puts(object: GraphObject | undefined): boolean {
  return object !== undefined && object.id !== MODEL && object.size_out > 0
}

export function takes(object: GraphObject | undefined): boolean {
  return object !== undefined && object.id !== MODEL && object.size_in > 0
}

/** The network that a new object goes into: the selected one, or the one around what is selected. */
export function networkFor(state: State): string {
  const object = selectedObject(state)
  if (object === undefined) return MODEL
  if (object.kind === "network" && state.places[object.id]?.open === true) return object.id
  return object.parent || MODEL
}

/** Make an object where there is room near the middle of the view. */
function addInView({ store, stage, amender }: Hands, type: ObjectType): void {
  const state = store.state.peek()
  const network = networkFor(state)
  const view = stage.view()
  const items = [...stage.scene.peek().items.values()].filter((item) => !item.open)
  const cards = state.plots.filter((plot) => plot.docked !== true).map((plot) => cardBoxInGraph(plot, HOME))
  const taken = [...cards, ...items.map((item) => withLabel(item.box, item.object.label))]
  const middle = stage.scene.peek().items.get(network)?.box ?? view
  const spot = spotNear(boxAround(centreOf(middle), 0, 0), ROOM, taken, view)
  void amender.add(type, network, placeIn(state.places, network, above(centreOf(spot))))
}

/** The middle of an object whose label lies below it. */
function above({ x, y }: Point): Point {
  return { x, y: y - 10 }
}

function connectHere({ store, amender }: Hands): void {
  const state = store.state.peek()
  const { joining } = state.screen
  store.show({ joining: null })
  if (joining !== null) void amender.connect(joining, selected(state))
}

function selected(state: State): string {
  return state.screen.selection.at(-1) ?? ""
}

/** What is selected, without what lies inside something else that is. */
function selection({ screen }: State): readonly string[] {
  return screen.selection.filter((id) => !screen.selection.some((other) => id.startsWith(`${other}.`)))
}

/** Whether this screen may change the model. */
export function isEditable(state: State): boolean {
  return isLinked(state) && state.file !== null && !state.screen.watching
}

function isDeletable(state: State): boolean {
  return isEditable(state) && hasGraph(state) && state.screen.selection.length > 0
}

function hasName(state: State): boolean {
  const object = selectedObject(state)
  return isEditable(state) && object !== undefined && object.id !== MODEL
}

function canSend(state: State): boolean {
  return isEditable(state) && state.screen.joining === null && puts(selectedObject(state))
}

function isJoining(state: State): boolean {
  return state.screen.joining !== null
}

function canConnectHere(state: State): boolean {
  return isJoining(state) && takes(selectedObject(state))
}
