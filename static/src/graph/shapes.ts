/** How large objects are at zoom 1 (the session's layout reckons with the same figures). Pure. */
import { N_DOTS } from "../protocol/frames"
import type { GraphObject } from "../protocol/generated"

export const NODE_SIDE = 34
export const PASSTHROUGH_SIDE = 14
export const NETWORK_SIZE = { width: 72, height: 62 } as const
export const HTML_SIZE = { width: 160, height: 120 } as const
/** How far the circles of an ensemble array stand apart. */
export const STACK_STEP = 4
export const LABEL_HEIGHT = 20
/** From the edge of an open network to its children, and the height of its title. */
export const NETWORK_PADDING = 24
export const TITLE_HEIGHT = 28

/** The angle from one neuron drawn inside an ensemble to the next. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))

/** Radius of an ensemble's circle: it grows with the neurons, but slowly. */
export function radiusOf(nNeurons: number): number {
  return Math.min(34, Math.max(20, 18 + 4 * Math.log10(Math.max(1, nNeurons))))
}

export function isArray(object: GraphObject): boolean {
  return object.n_members > 0
}

/** True for what is drawn as a circle. */
export function isRound(object: GraphObject): boolean {
  return object.kind === "ensemble" || isArray(object)
}

/** Neurons of a circle: those of one member for an ensemble array. */
export function neuronsShown(object: GraphObject): number {
  return object.n_neurons / Math.max(1, object.n_members)
}

/** Size of an object without its label; networks are closed. */
export function sizeOf(object: GraphObject): { readonly width: number; readonly height: number } {
  if (isRound(object)) return square(2 * radiusOf(neuronsShown(object)))
  if (object.kind === "network") return NETWORK_SIZE
  if (object.glyph === "html") return HTML_SIZE
  return square(object.glyph === "passthrough" ? PASSTHROUGH_SIDE : NODE_SIDE)
}

/** Places of the dots inside a circle of radius 1, from the middle outwards. */
export const SUNFLOWER: readonly { readonly x: number; readonly y: number }[] = Array.from(
  { length: N_DOTS },
  (_, k) => {
    const radius = 0.82 * Math.sqrt((k + 0.5) / N_DOTS)
    return { x: radius * Math.cos(k * GOLDEN_ANGLE), y: radius * Math.sin(k * GOLDEN_ANGLE) }
  },
)

function square(side: number): { readonly width: number; readonly height: number } {
  return { width: side, height: side }
}
