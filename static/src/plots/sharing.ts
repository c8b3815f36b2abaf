/** Plots of several objects: which objects may share one, and which channels are whose. Pure. */

import type { GraphObject, Plot } from "../protocol/generated"
import type { Kind } from "./kind"
import type { Facts } from "./plot"

/** The channels `from ≤ channel < to` of one of the objects in a plot. */
export interface Part {
  readonly object: GraphObject
  readonly from: number
  readonly to: number
}

/** The objects a plot was asked to show, gone ones included. */
export function idsOf(plot: Plot): readonly string[] {
  return [plot.object, ...(plot.also ?? []).map((other) => other.object)]
}

/** Whose channels the samples of a plot are; of objects that are gone there are none. */
export function partsOf({ object, others, stream }: Facts): readonly Part[] {
  const there = [object, ...others].filter((each) => each !== null)
  let from = 0
  return (stream?.parts ?? []).flatMap((channels, k) => {
    const owner = there[k]
    from += channels
    return owner === undefined ? [] : [{ object: owner, from: from - channels, to: from }]
  })
}

/** Whether an object may be added to a plot. */
export function canShare(kind: Kind, plot: Plot, object: GraphObject): boolean {
  return kind.shares && canShow(plot, object)
}

/** Whether a plot could show an object that it does not show yet. */
export function canShow(plot: Plot, { id, kind, probeable }: GraphObject): boolean {
  const fits = plot.kind !== "slider" || kind === "node"
  return fits && !idsOf(plot).includes(id) && probeable.includes(attrOf(plot))
}

/** The plot with another object in it. */
export function joined(plot: Plot, ...objects: readonly string[]): Plot {
  return { ...plot, also: [...(plot.also ?? []), ...objects.map((object) => ({ object }))] }
}

/** The plot without one of its objects; null if nothing is left to show. */
export function parted(plot: Plot, object: string): Plot | null {
  const also = plot.also ?? []
  if (plot.object !== object) return { ...plot, also: also.filter((other) => other.object !== object) }
  const [first, ...rest] = also
  return first === undefined ? null : { ...plot, object: first.object, dims: first.dims ?? null, also: rest }
}

/** Which dimensions or neurons of one of its objects a plot shows; null for all. */
export function dimsOf(plot: Plot, object: string): readonly number[] | null {
  const source = plot.object === object ? plot : plot.also?.find((other) => other.object === object)
  return source?.dims ?? null
}

/** The plot with other dimensions or neurons of one of its objects. */
export function withDims(plot: Plot, object: string, dims: readonly number[] | null): Plot {
  if (plot.object === object) return { ...plot, dims }
  return { ...plot, also: (plot.also ?? []).map((other) => (other.object === object ? { object, dims } : other)) }
}

/** Some kinds show one thing, whatever `attr` says. */
const ATTRS: { readonly [kind: string]: string } = {
  raster: "spikes",
  voltage: "voltage",
  similarity: "similarity",
  pointer: "similarity",
  html: "html",
}

function attrOf({ kind, attr }: Plot): string {
  return ATTRS[kind] ?? attr ?? "output"
}
