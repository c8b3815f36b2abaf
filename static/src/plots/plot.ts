/** The contract of plots: what each file of this folder gives, and what it is given. */

import type { GraphObject, Plot, Stream } from "../protocol/generated"
import type { Hub } from "../series/hub"
import type { Extent } from "../series/ring"
import type { PlotTime } from "../series/timeaxis"
import type { MakeSurface } from "./surface"
import type { Theme } from "./theme"

/** What the store says about a plot. */
export interface Facts {
  readonly plot: Plot
  /** Where its samples come from; null until the session has told, or when there are none. */
  readonly stream: Stream | null
  /** What it shows; null when the model has no such object any more. */
  readonly object: GraphObject | null
  /** Further objects in it, as its `also` names them; null for those that are gone. */
  readonly others: readonly (GraphObject | null)[]
  /** Which values of the object are held by sliders; null where the model has its way. */
  readonly held: readonly (number | null)[]
  /** Semantic pointer that is put into the object by hand; empty for none. */
  readonly pointer: string
  /** The page its object draws of itself; empty when there is none yet. */
  readonly page: string
}

/** What a plot may ask for. */
export interface Wishes {
  /** Show it differently: the same plot with another window or range. */
  change(plot: Plot): void
  /** Override the output of a Node, dimension by dimension; null leaves one to the model. */
  hold(object: string, values: readonly (number | null)[]): void
  /** Put a semantic pointer into a module; an empty one leaves it to the model. */
  point(object: string, pointer: string): void
}

/** What plots share: they look at it, they never change it but for the pointed instant. */
export interface Surroundings {
  readonly hub: Hub
  readonly time: PlotTime
  readonly wishes: Wishes
  readonly theme: Theme
  readonly surface: MakeSurface
  /** Ask for an animation frame. */
  wake(): void
}

/** A plot in numbers, for people who do not see it. */
export interface Reading {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface PlotView {
  /** The store has other facts: show these from now on. */
  update(facts: Facts): void
  /** Bring the picture up to date, if anything changed. Called once for an animation frame. */
  draw(): void
  /** The body has another size, in device pixels. */
  resize(width: number, height: number): void
  restyle(theme: Theme): void
  /** What is in the window at the moment. */
  read(): Reading
  /** Ends of the value axis as they are now; null where there is none, or more than one. */
  range?(): Extent | null
  destroy(): void
}

/** Begin to show a plot in an element. */
export type Mount = (body: HTMLElement, facts: Facts, around: Surroundings) => PlotView

const DEFAULT_WINDOW = 2

/** Seconds of simulated time on the axis; the protocol leaves defaults out. */
export function windowOf(plot: Plot): number {
  return plot.window ?? DEFAULT_WINDOW
}

/** Name of a channel: the session's, or its number. */
export function labelOf(stream: Stream | null, channel: number): string {
  return stream?.labels[channel] ?? String(channel)
}
