/** Semantic pointers over time: a line for each word, and the names of those that are there now. */

import { timeOf, trace, Points } from "../series/decimate"
import type { Extent, Ring } from "../series/ring"
import { heightOfTick, tickCount, type Tick } from "./axes"
import { RingFollower } from "./following"
import { GrowingAxis } from "./growing"
import type { Kind } from "./kind"
import type { Entry } from "./legend"
import { Pen } from "./pen"
import { labelOf, type Mount, type Reading } from "./plot"
import { formatReading, formatValue, scaled, ticks } from "./ranges"
import { summary } from "./reading"
import type { Box, Surface } from "./surface"
import { N_SERIES, seriesColour, type Theme } from "./theme"
import { TimePlot, type Painter, type Strip } from "./timeplot"

/** Words in the legend: the most similar ones. */
const NAMED = 6

const mount: Mount = (body, facts, around) => new TimePlot(body, facts, around, new SimilarityPainter(around.hub))

export const SIMILARITY: Kind = {
  title: "Similarity",
  action: "Plot the similarity to words",
  key: "Y",
  mount,
  caption: ({ stream }) => (stream ? `similarity · ${stream.channels}` : "similarity"),
  colour: "var(--s1)",
  size: () => ({ width: 300, height: 170 }),
  offer: ({ probeable }) => (probeable.includes("similarity") ? { attr: "similarity", synapse: 0.03 } : null),
  formats: ["csv", "svg", "png"],
  settings: ["range", "window", "synapse"],
  shares: false,
  channels: "Words",
}

class SimilarityPainter extends RingFollower implements Painter {
  private readonly axis = new GrowingAxis()
  private readonly points = new Points()

  ticks(surface: Surface, box: Box): readonly Tick[] {
    const { low, high } = this.range
    const room = heightOfTick(surface, box)
    const inner = ticks(this.range, tickCount(surface, box)).map((value) => (value - low) / (high - low))
    const shown = inner.filter((at) => at > 1.5 * room && at < 1 - 1.5 * room)
    return [
      { at: 0, text: formatValue(low) },
      ...shown.map((at) => ({ at, text: formatValue(low + at * (high - low)) })),
      { at: 1, text: formatValue(high) },
    ]
  }

  margin(surface: Surface, theme: Theme): number {
    return Math.ceil(theme.stroke * surface.ratio) + 1
  }

  paint(strip: Strip): void {
    const { ring } = this
    if (!ring || ring.begin === ring.end) return
    const { columns, box, surface, theme } = strip
    const from = Math.max(ring.begin, ring.indexAt(timeOf(strip.start - this.margin(surface, theme), columns)) - 1)
    const to = Math.min(ring.end, ring.indexAt(timeOf(box.width, columns)) + 1)
    const pen = new Pen(strip, this.range)
    for (let channel = 0; channel < ring.channels; channel++) {
      trace(ring, channel, from, to, columns, this.points)
      // Colours repeat beyond the eighth word: dashes then tell a second eight apart, and a third.
      pen.line(this.points, seriesColour(theme, channel), Math.floor(channel / N_SERIES))
    }
    this.drawnTo = ring.newest
  }

  /** The words that are most similar, in that order. */
  at(time: number, theme: Theme): readonly Entry[] {
    const { ring } = this
    if (!ring || time > ring.newest) return []
    const i = Math.min(ring.indexAt(time), ring.end - 1)
    if (i < ring.begin) return []
    return mostSimilar(ring, i, NAMED).map((channel) => ({
      label: labelOf(this.facts?.stream ?? null, channel),
      colour: seriesColour(theme, channel),
      text: formatReading(ring.value(channel, i)),
    }))
  }

  read(from: number, to: number): Reading {
    const { ring } = this
    const label = (channel: number) => labelOf(this.facts?.stream ?? null, channel)
    return summary(ring, ring?.indexAt(from) ?? 0, ring?.indexAt(to) ?? 0, label)
  }

  stretch(factor: number, about: number): Extent {
    const { low, high } = this.range
    return scaled(this.range, factor, low + about * (high - low))
  }

  fit(from: number, to: number): void {
    if (!this.ring) return
    this.axis.refit()
    this.see(this.ring, this.ring.indexAt(from), this.ring.indexAt(to))
    this.range = this.rangeNow()
  }

  protected see(ring: Ring, from: number, to: number): void {
    for (let channel = 0; channel < ring.channels; channel++) this.axis.see(ring, channel, from, to)
  }

  protected forget(): void {
    this.axis.reset()
  }

  protected rangeNow(): Extent {
    return this.axis.range(this.facts?.plot.low, this.facts?.plot.high)
  }
}

/** The channels with the greatest values of a sample, the greatest first. */
export function mostSimilar(ring: Ring, i: number, most: number): number[] {
  const channels = Array.from({ length: ring.channels }, (_, channel) => channel)
  return channels.sort((a, b) => ring.value(b, i) - ring.value(a, i)).slice(0, most)
}
