/** How often which value occurs: of all neurons now, or of each dimension in the last seconds. */

import type { Extent, Ring } from "../series/ring"
import { boxOf, drawEnds, drawFrame, drawTicks } from "./axes"
import { GrowingAxis } from "./growing"
import { neuralOutput, type Kind } from "./kind"
import type { Entry } from "./legend"
import { MomentPlot, type Moment, type Picture } from "./momentplot"
import { labelOf, type Facts, type Mount, type Reading } from "./plot"
import { formatReading, formatValue } from "./ranges"
import type { Box, Surface } from "./surface"
import { N_SERIES, seriesColour, type Theme } from "./theme"

const BINS = 24
/** Samples of a channel that are counted; of more an even choice, which looks the same. */
const MOST_SAMPLES = 4000
const OPACITY = 0.55

const mount: Mount = (body, facts, around) => new MomentPlot(body, facts, around, new HistogramPicture())

export const HISTOGRAM: Kind = {
  title: "Histogram",
  action: "Plot a histogram",
  key: "H",
  mount,
  caption: (facts) => (isNeural(facts) ? "rates now" : "values · last seconds"),
  colour: "var(--s1)",
  size: () => ({ width: 240, height: 160 }),
  offer: (object) => {
    const attr = neuralOutput(object)
    if (attr) return { attr, synapse: 0.1 }
    return object.probeable.includes("output") ? { attr: "output" } : null
  },
  formats: ["csv", "svg", "png"],
  settings: ["attr", "range", "window", "synapse"],
  shares: false,
  channels: "Dimensions",
}

/** Shares of the samples of some channels, bin by bin. */
interface Bars {
  readonly channel: number | null
  readonly shares: readonly number[]
}

class HistogramPicture implements Picture {
  private readonly axis = new GrowingAxis()

  reset(): void {
    this.axis.reset()
  }

  see(ring: Ring, from: number, to: number): void {
    for (let channel = 0; channel < ring.channels; channel++) this.axis.see(ring, channel, from, to)
  }

  refit(): void {
    this.axis.refit()
  }

  clear(surface: Surface, theme: Theme): void {
    surface.clear(theme.panel)
  }

  paint(moment: Moment): void {
    const { surface, theme, facts } = moment
    const box = boxOf(surface)
    const range = this.range(facts)
    const all = barsOf(moment, range)
    const most = roundShare(Math.max(...all.flatMap(({ shares }) => shares)))
    surface.clear(theme.panel)
    drawFrame(surface, box, theme)
    drawTicks(surface, box, theme, [{ at: 0, text: "0" }, { at: 1, text: percent(most) }])
    const unit = isNeural(facts) ? " Hz" : ""
    drawEnds(surface, box, theme, [formatValue(range.low), `${formatValue(range.high)}${unit}`])
    for (const bars of all) drawBars(moment, box, bars, most, all.length > 1)
  }

  under(moment: Moment, x: number): readonly Entry[] {
    const box = boxOf(moment.surface)
    const bin = Math.floor(((x - box.left) / box.width) * BINS)
    if (bin < 0 || bin >= BINS) return []
    const range = this.range(moment.facts)
    const edge = (k: number) => formatValue(range.low + (k / BINS) * (range.high - range.low))
    const span = { label: "from", colour: "transparent", text: `${edge(bin)} to ${edge(bin + 1)}` }
    const shares = barsOf(moment, range).map(({ channel, shares }) => ({
      label: channel === null ? "share" : labelOf(moment.facts.stream, channel),
      colour: seriesColour(moment.theme, channel ?? 0),
      text: percent(shares[bin] ?? 0),
    }))
    return [span, ...shares]
  }

  read(moment: Moment): Reading {
    const range = this.range(moment.facts)
    const all = barsOf(moment, range)
    const names = all.map(({ channel }) => (channel === null ? "share" : labelOf(moment.facts.stream, channel)))
    const rows = Array.from({ length: BINS }, (_, bin) => [
      formatReading(range.low + ((bin + 0.5) / BINS) * (range.high - range.low)),
      ...all.map(({ shares }) => percent(shares[bin] ?? 0)),
    ])
    return { columns: ["about", ...names], rows }
  }

  range(facts: Facts): Extent {
    const { low, high } = facts.plot
    return this.axis.range(low ?? (isNeural(facts) ? 0 : null), high)
  }
}

/** A few dimensions are told apart; of many, and of neurons, all count together. */
function barsOf({ ring, facts, from, at }: Moment, range: Extent): readonly Bars[] {
  const channels = Array.from({ length: ring.channels }, (_, channel) => channel)
  if (isNeural(facts)) return [{ channel: null, shares: shares(ring, channels, at, at + 1, range) }]
  if (channels.length > N_SERIES) return [{ channel: null, shares: shares(ring, channels, from, at + 1, range) }]
  return channels.map((channel) => ({ channel, shares: shares(ring, [channel], from, at + 1, range) }))
}

/** Share of the samples `from ≤ i < to` that fall into each bin; what lies beyond falls into none. */
export function shares(
  ring: Ring, channels: readonly number[], from: number, to: number, range: Extent,
): readonly number[] {
  const counts = Array.from({ length: BINS }, () => 0)
  const step = Math.max(1, Math.floor((to - from) / MOST_SAMPLES))
  let n = 0
  for (const channel of channels) {
    for (let i = from; i < to; i += step, n++) {
      const place = ((ring.value(channel, i) - range.low) / (range.high - range.low)) * BINS
      // The upper end belongs to the last bin: rates and values often sit right at it.
      const bin = place === BINS ? BINS - 1 : Math.floor(place)
      if (bin >= 0 && bin < BINS) counts[bin]!++
    }
  }
  return counts.map((count) => (n === 0 ? 0 : count / n))
}

function drawBars({ surface, theme }: Moment, box: Box, bars: Bars, most: number, isOneOfMany: boolean): void {
  const { context } = surface
  context.fillStyle = seriesColour(theme, bars.channel ?? 0)
  context.globalAlpha = isOneOfMany ? OPACITY : 1
  bars.shares.forEach((share, bin) => {
    const [left, right] = [bin, bin + 1].map((k) => box.left + Math.round((k / BINS) * box.width)) as [number, number]
    const height = Math.round((share / most) * box.height)
    context.fillRect(left, box.top + box.height - height, right - left - 1, height)
  })
  context.globalAlpha = 1
}

/** The top of the axis: the next of a few steps, so that it does not breathe. */
function roundShare(share: number): number {
  return [0.1, 0.2, 0.5].find((step) => share <= step) ?? 1
}

function percent(share: number): string {
  return `${formatValue(100 * share)} %`
}

function isNeural({ plot }: Facts): boolean {
  return plot.attr === "spikes" || plot.attr === "rates"
}
