/** All neurons, or all dimensions, at one instant: a pixel each. */

import type { Extent, Ring } from "../series/ring"
import { drawEnds } from "./axes"
import { neuralOutput, type Kind } from "./kind"
import type { Entry } from "./legend"
import { MomentPlot, type Moment, type Picture } from "./momentplot"
import { Pixels } from "./pixels"
import { labelOf, type Facts, type Mount, type Reading } from "./plot"
import { ABOVE, BELOW, Ramp } from "./ramp"
import { formatReading, formatValue, niceRange } from "./ranges"
import type { Box, Surface } from "./surface"
import { seriesColour, type Theme } from "./theme"

/** CSS pixels around the picture, and below it for the scale. */
const MARGIN = 10
const SCALE = 20
/** Pixels at least so many device pixels wide are kept apart. */
const ROOMY = 7
/** Fewer dimensions than this make no picture. */
const FEWEST = 4

const mount: Mount = (body, facts, around) => new MomentPlot(body, facts, around, new GridPicture())

export const GRID: Kind = {
  title: "Neurons",
  action: "Show the neurons as a grid",
  key: "N",
  mount,
  caption: ({ stream, object }) => (stream && object ? `rates now · ${stream.channels} of ${object.n_neurons}` : "rates now"),
  colour: "var(--s1)",
  size: () => ({ width: 200, height: 220 }),
  offer: (object) => {
    const attr = neuralOutput(object)
    return attr && { attr, synapse: 0.05 }
  },
  formats: ["csv", "svg", "png"],
  settings: ["range", "synapse", "columns"],
  shares: false,
  channels: "Neurons",
}

export const IMAGE: Kind = {
  title: "Image",
  action: "Show the values as an image",
  key: "Shift+I",
  mount,
  caption: captionOfImage,
  colour: "var(--s1)",
  size: () => ({ width: 200, height: 220 }),
  offer: (object) => {
    const isWide = object.probeable.includes("output") && (object.dimensions || object.size_out) >= FEWEST
    return isWide ? { attr: "output" } : null
  },
  formats: ["csv", "svg", "png"],
  settings: ["range", "synapse", "columns"],
  shares: false,
  channels: "Dimensions",
}

function captionOfImage({ plot, stream }: Facts): string {
  if (!stream) return "image"
  const columns = columnsOf(stream.channels, plot.columns)
  return `image · ${columns} × ${Math.ceil(stream.channels / columns)}`
}

/** Pixels in a row: as asked, or what makes whole rows and is nearest to a square. */
export function columnsOf(n: number, wanted: number | null | undefined): number {
  if (wanted != null) return Math.min(Math.max(1, Math.round(wanted)), n)
  const side = Math.ceil(Math.sqrt(n))
  for (let columns = side; columns <= 2 * side; columns++) if (n % columns === 0) return columns
  return side
}

class GridPicture implements Picture {
  private seen: Extent = { low: 0, high: 0 }
  private ramp: Ramp | null = null
  private rampTheme: Theme | null = null

  reset(): void {
    this.seen = { low: 0, high: 0 }
  }

  see(ring: Ring, from: number, to: number): void {
    for (let channel = 0; channel < ring.channels; channel++) ring.widen(this.seen, channel, from, to)
  }

  refit(): void {
    this.reset()
  }

  clear(surface: Surface, theme: Theme): void {
    surface.clear(theme.panel)
  }

  paint(moment: Moment): void {
    const { surface, theme, ring, at } = moment
    const { columns, rows, box } = placed(moment)
    const range = this.range(moment.facts)
    const ramp = this.rampFor(theme)
    const pixels = new Pixels(columns, rows)
    for (let channel = 0; channel < ring.channels; channel++) {
      pixels.colours[channel] = ramp.colour(ring.value(channel, at), range)
    }
    surface.clear(theme.panel)
    pixels.draw(surface, box)
    drawGaps(surface, box, theme, columns, rows)
    this.drawScale(moment, range, ramp)
  }

  under(moment: Moment, x: number, y: number): readonly Entry[] {
    const { columns, rows, box } = placed(moment)
    const column = Math.floor(((x - box.left) / box.width) * columns)
    const row = Math.floor(((y - box.top) / box.height) * rows)
    const channel = row * columns + column
    if (column < 0 || column >= columns || row < 0 || channel >= moment.ring.channels) return []
    const value = moment.ring.value(channel, moment.at)
    const colour = seriesColour(moment.theme, value < 0 ? BELOW : ABOVE)
    const label = `${isNeural(moment.facts) ? "neuron" : "dimension"} ${labelOf(moment.facts.stream, channel)}`
    return [{ label, colour, text: `${formatReading(value)}${unitOf(moment.facts)}` }]
  }

  read({ ring, at, facts }: Moment): Reading {
    const rows = Array.from({ length: ring.channels }, (_, channel) => [
      labelOf(facts.stream, channel),
      formatReading(ring.value(channel, at)),
    ])
    return { columns: isNeural(facts) ? ["neuron", "rate (Hz)"] : ["dimension", "value"], rows }
  }

  range(facts: Facts): Extent {
    const own = niceRange(this.seen)
    const range = { low: facts.plot.low ?? own.low, high: facts.plot.high ?? own.high }
    return range.high > range.low ? range : { low: range.low, high: range.low + 1 }
  }

  /** What colours mean: the ends in numbers, and all between. */
  private drawScale({ surface, theme, facts }: Moment, range: Extent, ramp: Ramp): void {
    const left = surface.pixels(MARGIN)
    const width = surface.width - 2 * left
    const top = surface.height - surface.pixels(SCALE)
    const box = { left, top: 0, width, height: top }
    drawEnds(surface, box, theme, [formatValue(range.low), `${formatValue(range.high)}${unitOf(facts)}`])
    const pixels = new Pixels(64, 1)
    for (let k = 0; k < 64; k++) pixels.colours[k] = ramp.colour(range.low + ((k + 0.5) / 64) * (range.high - range.low), range)
    const height = surface.pixels(6)
    const middle = top + (surface.height - top - height) / 2
    pixels.draw(surface, { left: left + width * 0.25, top: Math.round(middle), width: width * 0.5, height })
  }

  private rampFor(theme: Theme): Ramp {
    if (this.ramp === null || this.rampTheme !== theme) this.ramp = new Ramp(theme)
    this.rampTheme = theme
    return this.ramp
  }
}

/** Where the picture lies: as large as there is room, its pixels square. */
function placed({ surface, ring, facts }: Moment): { columns: number; rows: number; box: Box } {
  const columns = columnsOf(ring.channels, facts.plot.columns)
  const rows = Math.ceil(ring.channels / columns)
  const margin = surface.pixels(MARGIN)
  const room = { width: surface.width - 2 * margin, height: surface.height - margin / 2 - surface.pixels(SCALE) }
  const size = Math.max(1, Math.min(room.width / columns, room.height / rows))
  // Whole device pixels keep all squares equal; small ones would waste much of the room.
  const side = size > ROOMY ? Math.floor(size) : size
  const [width, height] = [side * columns, side * rows]
  const left = Math.round(margin + (room.width - width) / 2)
  return { columns, rows, box: { left, top: Math.round(margin / 2 + (room.height - height) / 2), width, height } }
}

/** Lines between the pixels where there is room for them. */
function drawGaps(surface: Surface, box: Box, theme: Theme, columns: number, rows: number): void {
  const side = box.width / columns
  if (side < ROOMY) return
  surface.context.fillStyle = theme.panel
  for (let k = 1; k < columns; k++) surface.context.fillRect(box.left + k * side, box.top, 1, box.height)
  for (let k = 1; k < rows; k++) surface.context.fillRect(box.left, box.top + k * side, box.width, 1)
}

function isNeural({ plot }: Facts): boolean {
  return plot.attr === "spikes" || plot.attr === "rates"
}

function unitOf(facts: Facts): string {
  return isNeural(facts) ? " Hz" : ""
}
