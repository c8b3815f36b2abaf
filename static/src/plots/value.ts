/** Values over time: a line for each dimension, or for many of them the band they lie in. */

import { Points, timeOf, trace } from "../series/decimate"
import type { Extent, Ring } from "../series/ring"
import { heightOfTick, tickCount, type Tick } from "./axes"
import { traceBand, type Band } from "./band"
import { RingFollower } from "./following"
import { GrowingAxis } from "./growing"
import { Pen } from "./pen"
import type { Kind } from "./kind"
import type { Entry } from "./legend"
import { labelOf, type Facts, type Mount, type Reading } from "./plot"
import { formatReading, formatValue, scaled, ticks } from "./ranges"
import { summary } from "./reading"
import { partsOf, type Part } from "./sharing"
import type { Box, Surface } from "./surface"
import { N_SERIES, seriesColour, type Theme } from "./theme"
import { TimePlot, type Painter, type Strip } from "./timeplot"

/** Opacity of the band between the least and the greatest line. */
const BAND_OPACITY = 0.22

const mount: Mount = (body, facts, around) => new TimePlot(body, facts, around, new ValuePainter(around.hub))

export const VALUE: Kind = {
  title: "Value",
  action: "Plot the value",
  key: "V",
  mount,
  caption: ({ plot, stream }) => {
    const what = plot.attr === undefined || plot.attr === "output" ? "value" : plot.attr
    return stream && stream.channels > 1 ? `${what} · ${stream.channels}` : what
  },
  colour: "var(--s1)",
  size: () => ({ width: 260, height: 150 }),
  offer: ({ probeable }) => (probeable.includes("output") ? {} : null),
  formats: ["csv", "svg", "png"],
  settings: ["attr", "range", "window", "synapse"],
  shares: true,
  swatches: (facts) => partsOf(facts).map((part, k) => (isBand(facts) ? [k] : seriesOf(part))),
  channels: "Dimensions",
}

class ValuePainter extends RingFollower implements Painter {
  private readonly axis = new GrowingAxis()
  private readonly points = new Points()
  private readonly band: Band = { low: new Points(), mean: new Points(), high: new Points() }

  ticks(surface: Surface, box: Box): readonly Tick[] {
    const { low, high } = this.range
    const room = heightOfTick(surface, box)
    // Both ends are named, even where the user fixed them at no round number.
    const inner = ticks(this.range, tickCount(surface, box))
      .map((value) => ({ at: (value - low) / (high - low), text: formatValue(value) }))
      .filter(({ at }) => at > 0 && at < 1)
      .map((tick) => (tick.at < 1.5 * room || tick.at > 1 - 1.5 * room ? { ...tick, text: "" } : tick))
    return [{ at: 0, text: formatValue(low) }, ...inner, { at: 1, text: formatValue(high) }]
  }

  margin(surface: Surface, theme: Theme): number {
    return Math.ceil(theme.stroke * surface.ratio) + 1
  }

  paint(strip: Strip): void {
    const { ring } = this
    if (!ring || ring.begin === ring.end) return
    const first = strip.start - this.margin(strip.surface, strip.theme)
    const from = Math.max(ring.begin, ring.indexAt(timeOf(first, strip.columns)) - 1)
    const to = Math.min(ring.end, ring.indexAt(timeOf(strip.box.width, strip.columns)) + 1)
    if (ring.channels > N_SERIES) this.paintBand(strip, ring, from, to)
    else this.paintLines(strip, ring, from, to)
    this.drawnTo = ring.newest
  }

  at(time: number, theme: Theme): readonly Entry[] {
    const { ring } = this
    const i = ring ? nearest(ring, time) : -1
    if (!ring || i < 0) return []
    if (ring.channels > N_SERIES) return this.parts().flatMap((part, k) => bandEntries(ring, i, part, seriesColour(theme, k)))
    return Array.from({ length: ring.channels }, (_, channel) => ({
      label: labelOf(this.facts?.stream ?? null, channel),
      colour: seriesColour(theme, channel),
      text: formatReading(ring.value(channel, i)),
    }))
  }

  read(from: number, to: number): Reading {
    const { ring } = this
    return summary(ring, ring?.indexAt(from) ?? 0, ring?.indexAt(to) ?? 0, (channel) =>
      labelOf(this.facts?.stream ?? null, channel),
    )
  }

  stretch(factor: number, about: number): Extent {
    const { low, high } = this.range
    return scaled(this.range, factor, low + about * (high - low))
  }

  fit(from: number, to: number): void {
    const { ring } = this
    if (!ring) return
    this.axis.refit()
    this.see(ring, ring.indexAt(from), ring.indexAt(to))
    this.range = this.rangeNow()
  }

  protected forget(): void {
    this.axis.reset()
  }

  protected rangeNow(): Extent {
    return this.axis.range(this.facts?.plot.low, this.facts?.plot.high)
  }

  protected see(ring: Ring, from: number, to: number): void {
    for (let channel = 0; channel < ring.channels; channel++) this.axis.see(ring, channel, from, to)
  }

  private paintLines(strip: Strip, ring: Ring, from: number, to: number): void {
    const pen = new Pen(strip, this.range)
    for (let channel = 0; channel < ring.channels; channel++) {
      trace(ring, channel, from, to, strip.columns, this.points)
      pen.line(this.points, seriesColour(strip.theme, channel), strip.theme.dashed ? channel : 0)
    }
  }

  private paintBand(strip: Strip, ring: Ring, from: number, to: number): void {
    const pen = new Pen(strip, this.range)
    this.parts().forEach((part, k) => {
      traceBand(ring, part, from, to, strip.columns, this.band)
      const colour = seriesColour(strip.theme, k)
      pen.between(this.band.low, this.band.high, colour, BAND_OPACITY)
      pen.line(this.band.mean, colour, strip.theme.dashed ? k : 0)
    })
  }

  private parts(): readonly Part[] {
    return this.facts ? partsOf(this.facts) : []
  }
}

/** The sample closest to a time; -1 when it lies beyond what there is. */
function nearest(ring: Ring, time: number): number {
  if (ring.begin === ring.end || time > ring.newest || time < ring.time(ring.begin)) return -1
  const after = Math.min(ring.indexAt(time), ring.end - 1)
  const before = Math.max(after - 1, ring.begin)
  return time - ring.time(before) < ring.time(after) - time ? before : after
}

function bandEntries(ring: Ring, i: number, { from, to, object }: Part, colour: string): readonly Entry[] {
  const values = seriesOf({ from, to }).map((channel) => ring.value(channel, i))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const named = [["max", Math.max(...values)], ["mean", mean], ["min", Math.min(...values)]] as const
  const name = to - from < ring.channels ? `${object.label} ` : ""
  return named.map(([label, value]) => ({ label: name + label, colour, text: formatReading(value) }))
}

/** Whether there are too many lines to tell apart, so that each object is drawn as one band. */
function isBand({ stream }: Facts): boolean {
  return (stream?.channels ?? 0) > N_SERIES
}

function seriesOf({ from, to }: Pick<Part, "from" | "to">): readonly number[] {
  return Array.from({ length: to - from }, (_, k) => from + k)
}
