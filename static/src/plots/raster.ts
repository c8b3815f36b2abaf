/** Spikes over time: a row for each neuron, a tick for each spike. */

import { columnOf, timeOf } from "../series/decimate"
import type { Hub } from "../series/hub"
import type { Spikes } from "../series/spikes"
import type { Tick } from "./axes"
import type { Kind } from "./kind"
import type { Entry } from "./legend"
import { labelOf, type Facts, type Mount, type Reading } from "./plot"
import { formatReading } from "./ranges"
import { partsOf, type Part } from "./sharing"
import type { Box, Surface } from "./surface"
import { seriesColour, type Theme } from "./theme"
import { TimePlot, type Painter, type Strip } from "./timeplot"

/** Position among the series colours: rasters are told from values at a glance. */
const RASTER_COLOUR = 1
/** Seconds before the pointed instant over which the legend counts spikes. */
const RATE_SECONDS = 0.1
/** Below so many device pixels a second spikes of one neuron fall on each other: let them add up. */
const CROWDED = 120
const CROWDED_OPACITY = 0.7
/** Rows at least so many device pixels high are kept apart by an empty one. */
const ROOMY_ROW = 3

const mount: Mount = (body, facts, around) => new TimePlot(body, facts, around, new RasterPainter(around.hub))

export const RASTER: Kind = {
  title: "Spikes",
  action: "Plot the spikes",
  key: "R",
  mount,
  caption: ({ stream, object, others }) =>
    stream && object && others.length === 0 ? `spikes · ${stream.channels} of ${object.n_neurons}` : "spikes",
  colour: `var(--s${RASTER_COLOUR + 1})`,
  size: () => ({ width: 300, height: 170 }),
  offer: ({ probeable }) => (probeable.includes("spikes") ? { attr: "spikes" } : null),
  formats: ["csv", "svg", "png"],
  settings: ["window"],
  shares: true,
  swatches: (facts) => partsOf(facts).map((_, k) => [RASTER_COLOUR + k]),
  channels: "Neurons",
}

class RasterPainter implements Painter {
  drawnTo = -Infinity

  private facts: Facts | null = null
  private spikes: Spikes | null = null
  private generation = 0

  constructor(private readonly hub: Hub) {}

  update(facts: Facts): void {
    this.facts = facts
    const spikes = facts.stream && this.hub.spikes(facts.stream)
    if (spikes !== this.spikes) this.startWith(spikes)
  }

  follow(): boolean {
    if (this.spikes && this.spikes.generation !== this.generation) this.startWith(this.spikes)
    return false // rows are as many as there are neurons, whatever comes
  }

  /** First and last neuron; between several objects only where one ends and the next begins. */
  ticks(): readonly Tick[] {
    const n = this.spikes?.channels ?? 0
    const parts = this.parts()
    if (parts.length > 1) return parts.slice(1).map(({ from }) => ({ at: from / n, text: "" }))
    const stream = this.facts?.stream ?? null
    const first = { at: 0, text: labelOf(stream, 0) }
    return n > 1 ? [first, { at: 1, text: labelOf(stream, n - 1) }] : n === 1 ? [first] : []
  }

  margin(surface: Surface): number {
    return surface.pixels(1)
  }

  paint(strip: Strip): void {
    const { spikes } = this
    if (!spikes) return
    const { box, columns, surface, theme } = strip
    const wide = surface.pixels(1)
    let ink = ""
    const colours = this.parts().flatMap(({ from, to }, k) => repeated(seriesColour(theme, RASTER_COLOUR + k), to - from))
    surface.context.globalAlpha = columns.perSecond < CROWDED ? CROWDED_OPACITY : 1
    const from = spikes.indexAt(timeOf(strip.start - wide, columns))
    const to = spikes.indexAt(timeOf(box.width, columns))
    for (let i = from; i < to; i++) {
      const x = box.left + Math.floor(columnOf(spikes.time(i), columns))
      const channel = spikes.channel(i)
      const colour = colours[channel] ?? ""
      if (colour !== ink) surface.context.fillStyle = ink = colour // setting it costs, even to the same
      this.paintTick(surface, box, x, wide, channel, spikes.channels)
    }
    surface.context.globalAlpha = 1
    this.drawnTo = spikes.until
  }

  at(time: number, theme: Theme): readonly Entry[] {
    const { spikes } = this
    if (!spikes || time > spikes.until) return []
    const counts = countsOf(spikes, time - RATE_SECONDS, time)
    const parts = this.parts()
    return parts.map(({ object, from, to }, k) => {
      const count = counts.slice(from, to).reduce((sum, each) => sum + each, 0)
      const rate = `${formatReading(count / RATE_SECONDS / (to - from))} Hz`
      const label = parts.length === 1 ? "mean rate" : object.label
      return { label, colour: seriesColour(theme, RASTER_COLOUR + k), text: rate }
    })
  }

  read(from: number, to: number): Reading {
    const columns = ["neuron", "spikes", "rate (Hz)"]
    const { spikes } = this
    const seconds = Math.min(to, spikes?.until ?? to) - Math.max(from, 0)
    if (!spikes || !(seconds > 0)) return { columns, rows: [] }
    const counts = countsOf(spikes, from, to)
    const label = (channel: number) => labelOf(this.facts?.stream ?? null, channel)
    return {
      columns,
      rows: counts.map((n, channel) => [label(channel), String(n), formatReading(n / seconds)]),
    }
  }

  private parts(): readonly Part[] {
    return this.facts ? partsOf(this.facts) : []
  }

  private startWith(spikes: Spikes | null): void {
    this.spikes = spikes
    this.generation = spikes?.generation ?? 0
    this.drawnTo = -Infinity
  }

  /** Whole pixels only: ticks stay crisp, and rows equally far apart as pixels allow. */
  private paintTick(
    surface: Surface, box: Box, x: number, wide: number, channel: number, channels: number,
  ): void {
    if (channel >= channels) return
    const row = box.height / channels
    const top = Math.round((channels - 1 - channel) * row)
    const bottom = Math.round((channels - channel) * row) - (row >= ROOMY_ROW ? 1 : 0)
    surface.context.fillRect(x, box.top + top, wide, Math.max(1, bottom - top))
  }
}

function repeated(colour: string, n: number): readonly string[] {
  return Array.from({ length: n }, () => colour)
}

function countsOf(spikes: Spikes, from: number, to: number): number[] {
  const counts = Array.from({ length: spikes.channels }, () => 0)
  const end = spikes.indexAt(to)
  for (let i = spikes.indexAt(from); i < end; i++) {
    const channel = spikes.channel(i)
    if (channel < counts.length) counts[channel]!++
  }
  return counts
}
