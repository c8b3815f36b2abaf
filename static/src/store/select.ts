/** Questions about the State that more than one view asks. */
import type { GraphConnection, GraphObject, Problem, Simulation } from "../protocol/generated"
import type { State } from "./state"

/** The id of the top-level network: no box is drawn for it, its children are the graph. */
export const MODEL = "model"

export function errors(state: State): readonly Problem[] {
  return state.problems.filter((problem) => problem.severity === "error")
}

/** True when the text is broken but an earlier model is still there. */
export function lastGoodModelRuns(state: State): boolean {
  const isThere = state.simulation.state === "running" || state.simulation.state === "paused"
  return errors(state).length > 0 && state.graph.objects.length > 0 && isThere
}

export function isRunning(state: State): boolean {
  return state.simulation.state === "running"
}

/** True where running or pausing makes sense; a model that ended is loaded again for it. */
export function canRun(state: State): boolean {
  // One that waits for an answer asks again.
  const states = state.asked === null ? [] : (["empty"] as const)
  return isLinkedTo(state, "loading", "building", "paused", "running", "ended", ...states)
}

/** True where a step makes sense. */
export function canStep(state: State): boolean {
  return isLinkedTo(state, "paused")
}

/** True where going back to time zero makes sense; it is also the way out of an error. */
export function canReset(state: State): boolean {
  return isLinkedTo(state, "building", "paused", "running", "failed", "ended")
}

function isLinkedTo({ link, simulation }: State, ...states: readonly Simulation["state"][]): boolean {
  return link === "open" && states.includes(simulation.state)
}

/** True once there is a simulator, so that what building made can be looked at. */
export function isBuilt({ simulation }: State): boolean {
  return ["paused", "running", "failed"].includes(simulation.state)
}

/** The object that leads the selection; undefined for none, or for a connection. */
export function selectedObject(state: State): GraphObject | undefined {
  return state.objects.get(state.screen.selection.at(-1) ?? "")
}

export function selectedConnection(state: State): GraphConnection | undefined {
  const id = state.screen.selection.at(-1)
  return id === undefined ? undefined : state.graph.connections.find((each) => each.id === id)
}

/** Begins the names of streams that feed no plot; see `peeked`. */
export const PEEK = "peek:"
/** The session sends no more than so many. */
const MOST_PEEKED = 32

/**
 * What this screen shows values of beside the plots: selected connections, Nodes that draw pages, what
 * the visible lines of code have made.
 */
export function peeked(state: State): readonly string[] {
  const selected = new Set(state.screen.selection)
  const wires = state.graph.connections.filter((each) => selected.has(each.id))
  const pages = state.graph.objects.filter((object) => object.glyph === "html" && isShown(state, object))
  const sparks = state.screen.sparklines ? state.sparked : []
  return [...new Set([...[...wires, ...pages].map(({ id }) => id), ...sparks])].slice(0, MOST_PEEKED)
}

/** Whether no closed network hides an object. */
function isShown(state: State, object: GraphObject): boolean {
  return networksAround(state, object.id).every((network) => state.places[network.id]?.open === true)
}

/** Objects in sight, beyond which the graph is drawn less often. */
const LARGE = 2000

/** Whether so many objects are in sight that drawing them takes long; closed networks count as one. */
export function isLarge(state: State): boolean {
  if (state.graph.objects.length <= LARGE) return false
  return state.graph.objects.filter((object) => isShown(state, object)).length > LARGE
}

/** Neurons of the whole model. */
export function neuronCount(state: State): number {
  return state.objects.get(MODEL)?.n_neurons ?? 0
}

/** Objects of the whole model, the model itself not counted. */
export function objectCount(state: State): number {
  return Math.max(0, state.graph.objects.length - 1)
}

export function childrenOf(state: State, network: string): readonly GraphObject[] {
  return state.graph.objects.filter((object) => object.parent === network)
}

/** The networks around an object, outermost first, without the model itself. */
export function networksAround(state: State, id: string): readonly GraphObject[] {
  const parent = state.objects.get(state.objects.get(id)?.parent ?? "")
  if (parent === undefined || parent.parent === "") return []
  return [...networksAround(state, parent.id), parent]
}

/** "ensemble, 400 neurons, 2 dimensions, 3 in, 2 out": what an object is, in words. */
export function factsOf(state: State, object: GraphObject): string {
  const incoming = state.graph.connections.filter((each) => each.post === object.id).length
  const outgoing = state.graph.connections.filter((each) => each.pre === object.id).length
  const facts = [
    object.n_members > 0 ? `ensemble array of ${object.n_members}` : object.kind,
    object.n_neurons > 0 && count(object.n_neurons, "neuron"),
    object.kind === "network" && count(object.n_objects, "object"),
    object.kind !== "network" && count(dimensionsOf(object), "dimension"),
    incoming > 0 && `${incoming} in`,
    outgoing > 0 && `${outgoing} out`,
  ]
  return facts.filter(Boolean).join(", ")
}

/** Dimensions of what an object puts out. */
export function dimensionsOf(object: GraphObject): number {
  return object.dimensions || object.size_out
}

/** "1 neuron", "1 400 neurons": thin spaces, as numbers are read everywhere. */
export function count(n: number, noun: string): string {
  return `${thousands(n)} ${noun}${n === 1 ? "" : "s"}`
}

export function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, "\u2009")
}

/** Everything that feeds an object (`up`) or that it feeds (`down`), the object included. */
export function streamOf(state: State, id: string, direction: "up" | "down"): ReadonlySet<string> {
  const reached = new Set([id])
  const waiting = [id]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { pre, post } of state.graph.connections) {
      const [from, to] = direction === "down" ? [pre, post] : [post, pre]
      if (from !== next || reached.has(to)) continue
      reached.add(to)
      waiting.push(to)
    }
  }
  return reached
}
