/** What all plots over time have in common: frame, scrolling, crosshair, gestures. */

import { columnOf, timeOf, type Columns } from "../series/decimate"
import type { Extent } from "../series/ring"
import { boxOf, drawEnds, drawFrame, drawGrid, drawTicks, timeLabels, type Tick } from "./axes"
import { Crosshair } from "./crosshair"
import { Gestures } from "./gestures"
import type { Entry } from "./legend"
import { windowOf, type Facts, type PlotView, type Reading, type Surroundings } from "./plot"
import { formatReading, roundedFor } from "./ranges"
import { Scroll } from "./scroll"
import type { Box, Surface } from "./surface"
import type { Theme } from "./theme"

/** Seconds a window may show. */
const SHORTEST = 0.05
const LONGEST = 60

/** Where a painter paints: columns `start ≤ x < box.width` of the box, already cleared. */
export interface Strip {
  readonly surface: Surface
  readonly box: Box
  readonly columns: Columns
  readonly start: number
  readonly theme: Theme
}

/** The inside of a plot over time. */
export interface Painter {
  /** Time up to which the picture is complete; only what follows is painted. */
  readonly drawnTo: number
  update(facts: Facts): void
  /** Look at what is new. True when the picture so far is void, because the range grew. */
  follow(): boolean
  ticks(surface: Surface, box: Box): readonly Tick[]
  paint(strip: Strip): void
  /** Columns before `drawnTo` that what follows may still change. */
  margin(surface: Surface, theme: Theme): number
  /** Values at a time, for the legend. */
  at(time: number, theme: Theme): readonly Entry[]
  read(from: number, to: number): Reading
  /** Ends of the value axis; painters without one leave it out. */
  readonly range?: Extent
  /** Stretch the value axis about a height (0 bottom, 1 top); painters without one leave it out. */
  stretch?(factor: number, about: number): { low: number; high: number }
  /** Choose the range that suits what is in the window, forgetting what was before. */
  fit?(from: number, to: number): void
}

export class TimePlot implements PlotView {
  private readonly surface: Surface
  private readonly scroll = new Scroll()
  private readonly crosshair: Crosshair
  private readonly gestures: Gestures
  private box: Box = { left: 0, top: 0, width: 1, height: 1 }
  private columns: Columns = { perSecond: 1, origin: 0 }
  private theme: Theme
  private window: number
  private ticks: readonly Tick[] = []
  private ends: readonly string[] = []
  /** Versions of samples and of the time axis that were drawn. */
  private drawnHub = -1
  private drawnTime = -1
  /** Second at which the picture was frozen; null when it was not. */
  private drawnFrozen: number | null = null
  private isVoid = true

  constructor(
    body: HTMLElement,
    private facts: Facts,
    private readonly around: Surroundings,
    private readonly painter: Painter,
  ) {
    this.theme = around.theme
    this.window = windowOf(facts.plot)
    this.surface = around.surface(body)
    this.crosshair = new Crosshair(body)
    this.gestures = new Gestures(body, this)
    painter.update(facts)
  }

  update(facts: Facts): void {
    this.facts = facts
    this.painter.update(facts)
    if (!this.gestures.isPending) this.window = windowOf(facts.plot)
    this.redraw()
  }

  resize(width: number, height: number): void {
    this.surface.resize(width, height)
    this.box = boxOf(this.surface)
    this.redraw()
  }

  restyle(theme: Theme): void {
    this.theme = theme
    this.redraw()
  }

  draw(): void {
    if (this.surface.isEmpty || !this.hasNews()) return
    // A frozen plot does not follow: samples it does not show must not change its range.
    const isFrozen = this.around.time.frozen !== null
    if (this.isVoid || !isFrozen) this.followOn()
    this.drawStrip()
    this.drawCrosshair()
  }

  read(): Reading {
    return this.painter.read(timeOf(0, this.columns), timeOf(this.box.width, this.columns))
  }

  range(): Extent | null {
    return this.painter.range ?? null
  }

  destroy(): void {
    this.gestures.stop()
    this.crosshair.remove()
    this.surface.remove()
  }

  // What gestures ask for.

  /** Point at a place of the body in CSS pixels, or at none. */
  point(x: number | null): void {
    const column = x === null ? -1 : x * this.surface.ratio - this.box.left
    const isInside = column >= 0 && column <= this.box.width
    this.around.time.point(isInside ? timeOf(column, this.columns) : null)
  }

  /** Show more or less time. */
  zoomTime(factor: number): void {
    const window = Math.min(LONGEST, Math.max(SHORTEST, this.window * factor))
    this.window = roundedFor(window, window)
    this.redraw()
  }

  /** Stretch the value axis about a place of the body in CSS pixels. */
  zoomValue(factor: number, y: number): void {
    const up = 1 - (y * this.surface.ratio - this.box.top) / this.box.height
    const range = this.painter.stretch?.(factor, Math.min(1, Math.max(0, up)))
    if (range) this.show({ ...this.facts.plot, ...range })
  }

  /** Let the value axis suit the window again. */
  fit(): void {
    this.show({ ...this.facts.plot, low: null, high: null })
    this.painter.fit?.(timeOf(0, this.columns), timeOf(this.box.width, this.columns))
  }

  /** Tell the session how the plot looks now; called when a gesture rests. */
  settle(): void {
    this.around.wishes.change({ ...this.facts.plot, window: this.window })
  }

  /** Run ahead of the session, which will answer with the same. */
  private show(plot: Facts["plot"]): void {
    this.facts = { ...this.facts, plot }
    this.painter.update(this.facts)
    this.redraw()
  }

  private redraw(): void {
    this.isVoid = true
    this.around.wake()
  }

  private hasNews(): boolean {
    const { hub, time } = this.around
    if (time.frozen !== this.drawnFrozen) this.isVoid = true
    this.drawnFrozen = time.frozen
    const isNews = this.isVoid || hub.version !== this.drawnHub || time.version !== this.drawnTime
    this.drawnHub = hub.version
    this.drawnTime = time.version
    return isNews
  }

  private followOn(): void {
    if (this.painter.follow() || this.isVoid) this.drawSurroundings()
  }

  private drawSurroundings(): void {
    this.scroll.invalidate()
    this.isVoid = false
    this.ends = []
    this.surface.clear(this.theme.panel)
    this.ticks = this.painter.ticks(this.surface, this.box)
    drawFrame(this.surface, this.box, this.theme)
    drawTicks(this.surface, this.box, this.theme, this.ticks)
  }

  private drawStrip(): void {
    const { surface, box, theme, painter } = this
    const last = this.around.time.lastSecond(this.around.hub.now, this.window)
    const margin = painter.margin(surface, theme)
    const strip = this.scroll.advance(last, this.window, box.width, painter.drawnTo, margin)
    this.columns = strip
    surface.shiftLeft(box, strip.shift)
    this.drawEnds()
    if (strip.start >= box.width) return
    const { frozen } = this.around.time
    const end = frozen === null ? box.width : columnOf(frozen, strip)
    clipped(surface, box, strip.start, box.width, () => {
      surface.clear(theme.panel)
      drawGrid(surface, box, theme, this.ticks, strip, strip.start)
    })
    // Samples that came since it was frozen are not shown, though there may be room for them.
    clipped(surface, box, strip.start, end, () => {
      painter.paint({ surface, box, columns: strip, start: strip.start, theme })
    })
  }

  private drawEnds(): void {
    const ends = timeLabels(this.columns, this.box.width, this.window)
    if (ends[0] === this.ends[0] && ends[1] === this.ends[1]) return
    this.ends = ends
    drawEnds(this.surface, this.box, this.theme, ends)
  }

  private drawCrosshair(): void {
    this.gestures.pointAgain()
    const { pointed } = this.around.time
    const column = pointed === null ? -1 : columnOf(pointed, this.columns)
    if (pointed === null || column < 0 || column > this.box.width) return this.crosshair.hide()
    this.crosshair.show(column, this.box, this.surface.ratio, this.entriesAt(pointed))
  }

  /** What the legend says; the plot under the pointer also tells the time. */
  private entriesAt(time: number): readonly Entry[] {
    const entries = this.painter.at(time, this.theme)
    if (!this.gestures.isPointing) return entries
    return [{ label: "t", colour: "transparent", text: `${formatReading(time)} s` }, ...entries]
  }
}

/** Draw within the columns `start ≤ x < end` of a box. */
function clipped(surface: Surface, box: Box, start: number, end: number, draw: () => void): void {
  const { context } = surface
  context.save()
  context.beginPath()
  context.rect(box.left + start, box.top, Math.max(0, end - start), box.height)
  context.clip()
  draw()
  context.restore()
}
