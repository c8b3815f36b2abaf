/** Rates over time: a row for each neuron, the stronger the colour the faster it fires. */

import { timeOf, type Columns } from "../series/decimate"
import type { Extent, Ring } from "../series/ring"
import type { Tick } from "./axes"
import { RingFollower } from "./following"
import { GrowingAxis } from "./growing"
import { neuralOutput, type Kind } from "./kind"
import type { Entry } from "./legend"
import { Pixels } from "./pixels"
import { labelOf, type Mount, type Reading } from "./plot"
import { Ramp } from "./ramp"
import { formatReading, formatValue } from "./ranges"
import { summary } from "./reading"
import { seriesColour, type Theme } from "./theme"
import { TimePlot, type Painter, type Strip } from "./timeplot"

const mountHeat: Mount = (body, facts, around) => new TimePlot(body, facts, around, new HeatPainter(around.hub))

export const HEAT: Kind = {
  title: "Rates",
  action: "Plot the rates as a heat map",
  key: "Shift+R",
  mount: mountHeat,
  caption: ({ stream, object }) => (stream && object ? `rates · ${stream.channels} of ${object.n_neurons}` : "rates"),
  colour: "var(--s1)",
  size: () => ({ width: 300, height: 170 }),
  offer: (object) => {
    const attr = neuralOutput(object)
    return attr && { attr, synapse: 0.05 }
  },
  formats: ["csv", "svg", "png"],
  settings: ["range", "window", "synapse"],
  shares: false,
  channels: "Neurons",
}

class HeatPainter extends RingFollower implements Painter {
  private readonly axis = new GrowingAxis()
  override range: Extent = { low: 0, high: 1 }
  private ramp: Ramp | null = null
  private rampTheme: Theme | null = null

  /** First and last neuron. */
  ticks(): readonly Tick[] {
    const n = this.ring?.channels ?? 0
    const stream = this.facts?.stream ?? null
    return n === 0 ? [] : [{ at: 0, text: labelOf(stream, 0) }, { at: 1, text: labelOf(stream, n - 1) }]
  }

  margin(): number {
    return 1
  }

  paint(strip: Strip): void {
    const { ring } = this
    if (!ring || ring.begin === ring.end) return
    const { box, columns, surface } = strip
    const start = Math.max(0, Math.floor(strip.start))
    const end = Math.min(box.width, Math.ceil((ring.newest * columns.perSecond) - columns.origin))
    this.drawnTo = ring.newest
    if (end <= start) return
    const pixels = new Pixels(end - start, ring.channels)
    for (let x = start; x < end; x++) this.fillColumn(ring, columns, x, x - start, pixels, this.rampFor(strip.theme))
    pixels.draw(surface, { left: box.left + start, top: box.top, width: end - start, height: box.height })
  }

  at(time: number, theme: Theme): readonly Entry[] {
    const { ring } = this
    if (!ring || time > ring.newest) return []
    const i = ring.indexAt(time)
    if (i >= ring.end) return []
    const rates = Array.from({ length: ring.channels }, (_, channel) => ring.value(channel, i))
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length
    const colour = seriesColour(theme, 0)
    return [
      { label: "fastest", colour, text: `${formatReading(Math.max(...rates))} Hz` },
      { label: "mean", colour, text: `${formatReading(mean)} Hz` },
      { label: "darkest is", colour: "transparent", text: `${formatValue(this.range.high)} Hz` },
    ]
  }

  read(from: number, to: number): Reading {
    const { ring } = this
    const label = (channel: number) => labelOf(this.facts?.stream ?? null, channel)
    return summary(ring, ring?.indexAt(from) ?? 0, ring?.indexAt(to) ?? 0, label)
  }

  stretch(factor: number): Extent {
    return { low: this.range.low, high: this.range.low + (this.range.high - this.range.low) * factor }
  }

  fit(from: number, to: number): void {
    const { ring } = this
    if (!ring) return
    this.axis.refit()
    for (let channel = 0; channel < ring.channels; channel++) {
      this.axis.see(ring, channel, ring.indexAt(from), ring.indexAt(to))
    }
    this.range = this.rangeNow()
  }

  /** The rates at the end of a column; the first neuron is at the bottom. */
  private fillColumn(ring: Ring, columns: Columns, x: number, column: number, into: Pixels, ramp: Ramp): void {
    const i = ring.indexAt(timeOf(x + 1, columns))
    if (i >= ring.end || timeOf(x + 1, columns) < ring.time(ring.begin)) return
    for (let channel = 0; channel < ring.channels; channel++) {
      const row = ring.channels - 1 - channel
      into.colours[row * into.columns + column] = ramp.colour(ring.value(channel, i), this.range)
    }
  }

  private rampFor(theme: Theme): Ramp {
    if (this.ramp === null || this.rampTheme !== theme) this.ramp = new Ramp(theme)
    this.rampTheme = theme
    return this.ramp
  }

  protected see(ring: Ring, from: number, to: number): void {
    for (let channel = 0; channel < ring.channels; channel++) this.axis.see(ring, channel, from, to)
  }

  protected forget(): void {
    this.axis.reset()
  }

  protected rangeNow(): Extent {
    return this.axis.range(this.facts?.plot.low ?? 0, this.facts?.plot.high)
  }
}
