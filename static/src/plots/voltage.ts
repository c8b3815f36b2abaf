/** Membrane voltages over time: a row for each neuron, a tip where it spikes. */

import { Points, timeOf, trace } from "../series/decimate"
import type { Extent, Ring } from "../series/ring"
import { heightOfTick, type Tick } from "./axes"
import { RingFollower } from "./following"
import type { Kind } from "./kind"
import type { Entry } from "./legend"
import { labelOf, type Mount, type Reading } from "./plot"
import { formatReading, niceRange } from "./ranges"
import type { Box, Surface } from "./surface"
import { seriesColour, type Theme } from "./theme"
import { TimePlot, type Painter, type Strip } from "./timeplot"

/** Where in its row the lowest and highest voltages lie, and the tip of a spike. */
const FLOOR = 0.1
const CEILING = 0.62
const TIP = 0.94

const mountVoltage: Mount = (body, facts, around) => new TimePlot(body, facts, around, new VoltagePainter(around.hub))

export const VOLTAGE: Kind = {
  title: "Voltages",
  action: "Plot the membrane voltages",
  key: "Shift+V",
  mount: mountVoltage,
  caption: ({ stream, object }) => (stream && object ? `voltage · ${stream.channels} of ${object.n_neurons}` : "voltage"),
  colour: "var(--s1)",
  size: () => ({ width: 300, height: 190 }),
  offer: ({ probeable }) => (probeable.includes("voltage") ? { attr: "voltage", synapse: null, window: 0.5 } : null),
  formats: ["csv", "svg", "png"],
  settings: ["range", "window"],
  shares: false,
  channels: "Neurons",
}

class VoltagePainter extends RingFollower implements Painter {
  private seen: Extent = { low: 0, high: 0 }
  override range: Extent = { low: 0, high: 1 }
  private readonly points = new Points()

  /** Each row has the name of its neuron, as far as there is room. */
  ticks(surface: Surface, box: Box): readonly Tick[] {
    const n = this.ring?.channels ?? 0
    const every = Math.ceil(n * heightOfTick(surface, box))
    return Array.from({ length: n }, (_, channel) => ({
      at: (channel + 0.5) / n,
      text: channel % every === 0 ? labelOf(this.facts?.stream ?? null, channel) : "",
    }))
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
    surface.context.lineWidth = surface.pixels(theme.stroke)
    surface.context.lineJoin = "round"
    for (let channel = 0; channel < ring.channels; channel++) {
      trace(ring, channel, from, to, columns, this.points)
      surface.context.strokeStyle = seriesColour(theme, channel)
      this.strokeRow(strip, (channel + 1) / ring.channels, 1 / ring.channels)
    }
    this.drawnTo = ring.newest
  }

  at(time: number, theme: Theme): readonly Entry[] {
    const { ring } = this
    if (!ring || time > ring.newest) return []
    const i = Math.min(ring.indexAt(time), ring.end - 1)
    if (i < ring.begin) return []
    // From the top of the plot down, as the rows are.
    return Array.from({ length: ring.channels }, (_, k) => {
      const channel = ring.channels - 1 - k
      const value = ring.value(channel, i)
      const text = value === Infinity ? "spike" : formatReading(value)
      return { label: labelOf(this.facts?.stream ?? null, channel), colour: seriesColour(theme, channel), text }
    })
  }

  read(from: number, to: number): Reading {
    const columns = ["neuron", "lowest", "highest", "spikes"]
    const { ring } = this
    if (!ring) return { columns, rows: [] }
    const [first, end] = [ring.indexAt(from), ring.indexAt(to)]
    const rows = Array.from({ length: ring.channels }, (_, channel) => {
      const extent = { low: Infinity, high: -Infinity }
      ring.widen(extent, channel, first, end)
      const spikes = countSpikes(ring, channel, first, end)
      return [labelOf(this.facts?.stream ?? null, channel), formatReading(extent.low), formatReading(extent.high), String(spikes)]
    })
    return { columns, rows: first < end ? rows : [] }
  }

  /** Draw the traced points; `top` and `height` are shares of the box. */
  private strokeRow({ surface, box }: Strip, top: number, height: number): void {
    const { context } = surface
    const { xy, n } = this.points
    const bottom = box.top + (1 - top + height) * box.height
    context.beginPath()
    for (let p = 0; p < n; p++) {
      const y = bottom - this.shareOf(xy[2 * p + 1]!) * height * box.height
      if (p === 0) context.moveTo(box.left + xy[0]!, y)
      else context.lineTo(box.left + xy[2 * p]!, y)
    }
    context.stroke()
  }

  private shareOf(voltage: number): number {
    if (voltage === Infinity) return TIP
    const { low, high } = this.range
    const share = (voltage - low) / (high - low)
    return FLOOR + (CEILING - FLOOR) * Math.min(1, Math.max(0, share))
  }

  protected see(ring: Ring, from: number, to: number): void {
    for (let channel = 0; channel < ring.channels; channel++) ring.widen(this.seen, channel, from, to)
  }

  protected forget(): void {
    this.seen = { low: 0, high: 0 }
  }

  protected rangeNow(): Extent {
    const { low, high } = niceRange(this.seen)
    const plot = this.facts?.plot
    const range = { low: plot?.low ?? low, high: plot?.high ?? high }
    return range.high > range.low ? range : { low: range.low, high: range.low + 1 }
  }
}

function countSpikes(ring: Ring, channel: number, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) if (ring.value(channel, i) === Infinity) count++
  return count
}
