/** One dimension against another: the path of the last seconds, fading towards its beginning. */

import type { Hub } from "../series/hub"
import type { Extent, Ring } from "../series/ring"
import { MARGIN, drawEnds, drawFrame, drawTicks, yOf } from "./axes"
import { GrowingAxis } from "./growing"
import type { Kind } from "./kind"
import { FADES, XY_COLOUR, drawDot, drawEnd, drawFading, xOf, type Path, type View } from "./path"
import { labelOf, windowOf, type Facts, type Mount, type PlotView, type Reading, type Surroundings } from "./plot"
import { formatValue } from "./ranges"
import { summary } from "./reading"
import type { Box, Surface } from "./surface"
import { seriesColour, type Theme } from "./theme"
import { Trail } from "./trail"

/** Beyond this ratio of the two ranges, equal units would squeeze one of them to a line. */
const MOST_UNEQUAL = 4

const mount: Mount = (body, facts, around) => new XYPlot(body, facts, around)

export const XY: Kind = {
  title: "XY",
  action: "Plot one dimension against another",
  key: "X",
  mount,
  caption: ({ stream }) => {
    const [x, y] = stream?.labels ?? []
    return x === undefined || y === undefined ? "xy" : `xy · ${x}, ${y}`
  },
  colour: `var(--s${XY_COLOUR + 1})`,
  size: () => ({ width: 200, height: 200 }),
  offer: ({ probeable, dimensions, size_out }) =>
    probeable.includes("output") && (dimensions || size_out) > 1 ? { dims: [0, 1] } : null,
  formats: ["csv", "svg", "png"],
  settings: ["range", "window", "synapse"],
  shares: false,
  channels: "Dimensions x, y",
}

class XYPlot implements PlotView {
  private readonly surface: Surface
  /** The picture but for its dots: it is drawn on, and copied for each frame. */
  private readonly still: Surface
  private readonly trail = new Trail(FADES)
  private readonly hub: Hub
  private theme: Theme
  private ring: Ring | null = null
  private generation = 0
  private readonly x = new GrowingAxis()
  private readonly y = new GrowingAxis()
  private seenTo = 0
  private drawn = ""
  private readonly ending = new AbortController()

  constructor(body: HTMLElement, private facts: Facts, private readonly around: Surroundings) {
    this.surface = around.surface(body)
    this.still = around.surface()
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
    this.still.resize(width, height)
    this.redraw()
  }

  restyle(theme: Theme): void {
    this.theme = theme
    this.redraw()
  }

  draw(): void {
    const news = `${this.ring?.version} ${this.hub.version} ${this.around.time.version}`
    if (this.surface.isEmpty || news === this.drawn) return
    this.drawn = news
    this.follow()
    const view = this.view()
    const [from, to] = this.span()
    const box = boxFor(this.surface, view)
    if (this.ring && from < to) this.drawPath({ ring: this.ring, view, box, from, to })
    else this.drawSurroundings(this.surface, view, box)
  }

  read(): Reading {
    const [from, to] = this.span()
    return summary(this.ring, from, to, (channel) => labelOf(this.facts.stream, channel))
  }

  /** Both axes are fixed at once, so the range holds both. */
  range(): Extent {
    const { x, y } = this.view()
    return { low: Math.min(x.low, y.low), high: Math.max(x.high, y.high) }
  }

  destroy(): void {
    this.ending.abort()
    this.surface.remove()
  }

  /** Let the axes suit what is shown, and tell the session that no range is fixed any more. */
  private fit(): void {
    this.x.refit()
    this.y.refit()
    if (this.ring) this.see(this.ring, ...this.span())
    const plot = { ...this.facts.plot, low: null, high: null }
    this.facts = { ...this.facts, plot }
    this.around.wishes.change(plot)
    this.redraw()
  }

  private redraw(): void {
    this.drawn = ""
    this.trail.invalidate()
    this.around.wake()
  }

  private startWith(ring: Ring | null): void {
    this.ring = ring
    this.trail.invalidate()
    this.generation = ring?.generation ?? 0
    this.x.reset()
    this.y.reset()
    this.seenTo = ring?.begin ?? 0
  }

  private follow(): void {
    const { ring } = this
    if (!ring) return
    if (ring.generation !== this.generation) this.startWith(ring)
    this.see(ring, Math.max(this.seenTo, ring.begin), ring.end)
    this.seenTo = ring.end
  }

  private see(ring: Ring, from: number, to: number): void {
    this.x.see(ring, 0, from, to)
    this.y.see(ring, 1, from, to)
  }

  /** Samples `from ≤ i < to` of the path. */
  private span(): [number, number] {
    if (!this.ring) return [0, 0]
    const end = this.around.time.end ?? this.hub.now
    return [this.ring.indexAt(end - windowOf(this.facts.plot)), this.ring.indexAt(end + 1e-9)]
  }

  private view(): View {
    const { low, high } = this.facts.plot
    return { x: this.x.range(low, high), y: this.y.range(low, high) }
  }

  private drawPath(path: Path): void {
    const { still, surface, theme } = this
    const first = this.trail.advance(path, JSON.stringify(path.view))
    if (first === null) {
      this.drawSurroundings(still, path.view, path.box)
      drawFading(still, path, theme)
    } else drawEnd(still, path, theme, first)
    surface.copy(still)
    this.drawDots(path)
  }

  /** Where it is, and where it was at the instant that is pointed at in another plot. */
  private drawDots(path: Path): void {
    const { surface, theme, around } = this
    drawDot(surface, path, path.to - 1, seriesColour(theme, XY_COLOUR), theme.panel)
    const i = around.time.pointed === null ? path.to : path.ring.indexAt(around.time.pointed)
    if (i >= path.from && i < path.to) drawDot(surface, path, i, theme.text, theme.panel)
  }

  private drawSurroundings(surface: Surface, { x, y }: View, box: Box): void {
    const { theme } = this
    surface.clear(theme.panel)
    drawFrame(surface, box, theme)
    drawTicks(surface, box, theme, [
      { at: 0, text: formatValue(y.low) },
      { at: 1, text: formatValue(y.high) },
    ])
    drawEnds(surface, box, theme, [formatValue(x.low), formatValue(x.high)])
    this.drawZeros(surface, { x, y }, box)
  }

  private drawZeros(surface: Surface, { x, y }: View, box: Box): void {
    const { context } = surface
    const thin = surface.pixels(1)
    context.fillStyle = this.theme.line
    if (x.low < 0 && x.high > 0) context.fillRect(Math.round(xOf(0, x, box)), box.top, thin, box.height)
    if (y.low < 0 && y.high > 0) context.fillRect(box.left, Math.round(yOf(0, y, box)), box.width, thin)
  }
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
