/** What the screen has to know of a kind of plot besides how to draw it. */

import type { GraphObject, Plot } from "../protocol/generated"
import type { Facts, Mount } from "./plot"

/** Samples as a table; pictures that can be scaled, and that cannot. */
export type Format = "csv" | "svg" | "png"

export type PlotKind = Plot["kind"]

/** What can be set of a plot by hand, beyond which channels it shows. */
export type Setting = "attr" | "range" | "window" | "synapse" | "columns"

export interface Kind {
  readonly title: string
  /** What adding one is called, and the key that does it. */
  readonly action: string
  readonly key: string
  readonly mount: Mount
  /** What the head of its card says at the right: "spikes · 50 of 400". */
  readonly caption: (facts: Facts) => string
  /** CSS colour of the dot in the head of its card: that of what is drawn in it. */
  readonly colour: string
  /** CSS pixels of a card that suits it, for something of so many dimensions. */
  readonly size: (dimensions: number) => { readonly width: number; readonly height: number }
  /** What a new one shows of an object; null when there is nothing to show. */
  readonly offer: (object: GraphObject) => Partial<Plot> | null
  readonly settings: readonly Setting[]
  /** As what it can be saved. */
  readonly formats: readonly Format[]
  /** Whether it shows several objects at once. */
  readonly shares: boolean
  /** Which series colours stand for each of its objects. */
  readonly swatches?: (facts: Facts) => readonly (readonly number[])[]
  /** What its channels are called; null where there are none to choose from. */
  readonly channels: "Dimensions" | "Neurons" | "Dimensions x, y" | "Words" | null
}

/** What neurons of an object put out, if there are any and they can be watched. */
export function neuralOutput({ probeable }: GraphObject): "spikes" | "rates" | null {
  return (["spikes", "rates"] as const).find((name) => probeable.includes(name)) ?? null
}

/** Words of a vocabulary that the session tells of at most. */
const MOST_WORDS = 200

/** How many channels can be chosen from; the words of a vocabulary are not counted beforehand. */
export function channelsOf(kind: Kind, object: GraphObject): number {
  if (kind.channels === "Words") return MOST_WORDS
  return kind.channels === "Neurons" ? object.n_neurons : object.dimensions || object.size_out
}
