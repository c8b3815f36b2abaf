/** One dimension against another: the path of the last seconds, fading towards its beginning. */

import type { Hub } from "../series/hub"
import type { Extent, Ring } from "../series/ring"
import { MARGIN, drawFrame, drawTicks, drawEnds, yOf } from "./axes"
import { labelOf, windowOf, type Facts, type Mount, type PlotView, type Reading, type Surroundings } from "./plot"
import { formatValue, niceRange, rangeOf } from "./ranges"
import { summary } from "./reading"
import { Surface, type Box } from "./surface"
import { seriesColour, type Theme } from "./theme"

/** Position among the series colours: as the mock has it, unlike lines and spikes. */
export const XY_COLOUR = 5
/** The path fades in so many steps, each one stroke. */
const FADES = 20
const FAINTEST = 0.08
const HEAD_RADIUS = 3.5
/** Beyond this ratio of the two ranges, equal units would squeeze one of them to a line. */
const MOST_UNEQUAL = 4
/** Device pixels below which a step along the path is not worth a point. */
const LEAST_STEP = 0.7

/** What is on the axes. */
interface View {
  readonly x: Extent
  readonly y: Extent
}

export const mountXY: Mount = (body, facts, around) => new XYPlot(body, facts, around)

class XYPlot implements PlotView {
  private readonly surface: Surface
  private readonly hub: Hub
  private theme: Theme
  private ring: Ring | null = null
  private generation = 0
  private seen: { x: Extent; y: Extent } = { x: nothing(), y: nothing() }
  private seenTo = 0
  private isFitted = false
  private drawn = ""
  private readonly ending = new AbortController()

  constructor(body: HTMLElement, private facts: Facts, private readonly around: Surroundings) {
    this.surface = new Surface(body)
    this.hub = around.hub
    this.theme = around.theme
    const fit = () => this.fit()
    body.addEventListener("dblclick", fit, { signal: this.ending.signal })
    this.update(facts)
  }

  update(facts: Facts): void {
    this.facts = facts
    const ring = facts.stream && facts.stream.channels > 1 ? this.hub.samples(facts.stream) : null
    if (ring !== this.ring) this.startWith(ring)
    this.redraw()
  }

  resize(width: number, height: number): void {
    this.surface.resize(width, height)
    this.redraw()
  }

  restyle(theme: Theme): void {
    this.theme = theme
    this.redraw()
  }

  draw(): void {
    const news = `${this.ring?.version} ${this.hub.version} ${this.around.time.version}`
    if (this.surface.width === 0 || news === this.drawn) return
    this.drawn = news
    this.follow()
    const view = this.view()
    const box = boxFor(this.surface, view)
    this.drawSurroundings(view, box)
    if (this.ring) this.drawPath(this.ring, view, box)
  }

  read(): Reading {
    const [from, to] = this.span()
    return summary(this.ring, from, to, (channel) => labelOf(this.facts.stream, channel))
  }

  destroy(): void {
    this.ending.abort()
    this.surface.remove()
  }

  /** Let the axes suit what is shown, and tell the session that no range is fixed any more. */
  private fit(): void {
    const [from, to] = this.span()
    this.seen = { x: nothing(), y: nothing() }
    this.ring?.widen(this.seen.x, 0, from, to)
    this.ring?.widen(this.seen.y, 1, from, to)
    this.isFitted = true
    const plot = { ...this.facts.plot, low: null, high: null }
    this.facts = { ...this.facts, plot }
    this.around.wishes.change(plot)
    this.redraw()
  }

  private redraw(): void {
    this.drawn = ""
    this.around.wake()
  }

  private startWith(ring: Ring | null): void {
    this.ring = ring
    this.generation = ring?.generation ?? 0
    this.seen = { x: nothing(), y: nothing() }
    this.seenTo = ring?.begin ?? 0
    this.isFitted = false
  }

  private follow(): void {
    const { ring } = this
    if (!ring) return
    if (ring.generation !== this.generation) this.startWith(ring)
    const from = Math.max(this.seenTo, ring.begin)
    ring.widen(this.seen.x, 0, from, ring.end)
    ring.widen(this.seen.y, 1, from, ring.end)
    this.seenTo = ring.end
  }

  /** Samples `from ≤ i < to` of the path. */
  private span(): [number, number] {
    if (!this.ring) return [0, 0]
    const end = this.around.time.end ?? this.hub.now
    return [this.ring.indexAt(end - windowOf(this.facts.plot)), this.ring.indexAt(end + 1e-9)]
  }

  private view(): View {
    const { low, high } = this.facts.plot
    const chosen = (seen: Extent) => {
      const own = this.isFitted && seen.low <= seen.high ? niceRange(seen) : rangeOf(seen)
      const range = { low: low ?? own.low, high: high ?? own.high }
      return range.high > range.low ? range : { low: range.low, high: range.low + 1 }
    }
    return { x: chosen(this.seen.x), y: chosen(this.seen.y) }
  }

  private drawSurroundings({ x, y }: View, box: Box): void {
    const { surface, theme } = this
    surface.clear(theme.panel)
    drawFrame(surface, box, theme)
    drawTicks(surface, box, theme, [
      { at: 0, text: formatValue(y.low) },
      { at: 1, text: formatValue(y.high) },
    ])
    drawEnds(surface, box, theme, [formatValue(x.low), formatValue(x.high)])
    this.drawZeros({ x, y }, box)
  }

  private drawZeros({ x, y }: View, box: Box): void {
    const { context } = this.surface
    const thin = this.surface.pixels(1)
    context.fillStyle = this.theme.line
    if (x.low < 0 && x.high > 0) context.fillRect(Math.round(xOf(0, x, box)), box.top, thin, box.height)
    if (y.low < 0 && y.high > 0) context.fillRect(box.left, Math.round(yOf(0, y, box)), box.width, thin)
  }

  private drawPath(ring: Ring, view: View, box: Box): void {
    const [from, to] = this.span()
    if (from >= to) return
    const { context, ratio } = this.surface
    context.save()
    context.beginPath()
    context.rect(box.left, box.top, box.width, box.height)
    context.clip()
    context.strokeStyle = context.fillStyle = seriesColour(this.theme, XY_COLOUR)
    context.lineWidth = this.theme.stroke * ratio
    context.lineJoin = context.lineCap = "round"
    for (let fade = 0; fade < FADES; fade++) this.drawPart(ring, view, box, from, to, fade)
    context.globalAlpha = 1
    this.drawDot(xOf(ring.value(0, to - 1), view.x, box), yOf(ring.value(1, to - 1), view.y, box))
    this.drawPointed(ring, view, box, from, to)
    context.restore()
  }

  /** Stroke one of the equally faint parts of the path. */
  private drawPart(
    ring: Ring, view: View, box: Box, from: number, to: number, fade: number,
  ): void {
    const { context } = this.surface
    const first = from + Math.floor(((to - from) * fade) / FADES)
    const last = Math.min(to - 1, from + Math.floor(((to - from) * (fade + 1)) / FADES))
    let x = xOf(ring.value(0, first), view.x, box)
    let y = yOf(ring.value(1, first), view.y, box)
    context.globalAlpha = FAINTEST + (1 - FAINTEST) * ((fade + 1) / FADES) ** 1.5
    context.beginPath()
    context.moveTo(x, y)
    for (let i = first + 1; i <= last; i++) {
      const nextX = xOf(ring.value(0, i), view.x, box)
      const nextY = yOf(ring.value(1, i), view.y, box)
      if (i < last && Math.abs(nextX - x) + Math.abs(nextY - y) < LEAST_STEP) continue
      context.lineTo((x = nextX), (y = nextY))
    }
    context.stroke()
  }

  private drawDot(x: number, y: number): void {
    const { context, ratio } = this.surface
    context.beginPath()
    context.arc(x, y, HEAD_RADIUS * ratio, 0, 2 * Math.PI)
    context.fill()
    context.lineWidth = this.surface.pixels(1.5)
    context.strokeStyle = this.theme.panel
    context.stroke()
  }

  /** Where the path was at the instant that is pointed at in another plot. */
  private drawPointed(ring: Ring, view: View, box: Box, from: number, to: number): void {
    const { pointed } = this.around.time
    if (pointed === null) return
    const i = ring.indexAt(pointed)
    if (i < from || i >= to) return
    this.surface.context.fillStyle = this.theme.text
    this.drawDot(xOf(ring.value(0, i), view.x, box), yOf(ring.value(1, i), view.y, box))
  }
}

function nothing(): Extent {
  return { low: Infinity, high: -Infinity }
}

function xOf(value: number, range: Extent, box: Box): number {
  return box.left + ((value - range.low) / (range.high - range.low)) * box.width
}

/** The largest box in which both axes have equal units, in the middle of what there is. */
function boxFor(surface: Surface, { x, y }: View): Box {
  const left = surface.pixels(MARGIN.left)
  const top = surface.pixels(MARGIN.top)
  const width = Math.max(1, surface.width - left - surface.pixels(MARGIN.right))
  const height = Math.max(1, surface.height - top - surface.pixels(MARGIN.bottom))
  const aspect = (x.high - x.low) / (y.high - y.low)
  if (aspect > MOST_UNEQUAL || aspect < 1 / MOST_UNEQUAL) return { left, top, width, height }
  const used = { width: Math.min(width, height * aspect), height: Math.min(height, width / aspect) }
  return {
    left: left + Math.round((width - used.width) / 2),
    top: top + Math.round((height - used.height) / 2),
    width: Math.round(used.width),
    height: Math.round(used.height),
  }
}
