/** Draws the last minute of mean activity as bars, the window of the plots, and the handle. */
import type { Hub } from "../series/hub"
import type { Screen } from "../store/state"

/** Seconds the ribbon reaches back: as long as samples are kept. */
export const LONGEST_LOOK = 60
/** Seconds it shows at least: a minute is long while nothing has happened yet. */
const SHORTEST_SPAN = 10
/** Width of a bar and of the gap to the next, in CSS pixels. */
const [BAR, GAP] = [2, 1]
/** From the live edge to the end of the track. */
const MARGIN = 8
/** Seconds of the band before the handle: the default window of a plot. */
const WINDOW = 2

export class Ribbon {
  private readonly canvas = document.createElement("canvas")
  private readonly ctx = this.canvas.getContext("2d") as CanvasRenderingContext2D
  private readonly sizes = new ResizeObserver(() => this.measure())
  private width = 0
  private height = 0
  private drawn = -1

  /** `shown` tells up to when the plots show, null for the live edge, and which seconds are chosen. */
  constructor(
    private readonly track: HTMLElement,
    private readonly hub: Hub,
    private readonly shown: () => Pick<Screen, "lookingAt" | "range">,
  ) {
    this.canvas.ariaHidden = "true"
    track.append(this.canvas)
    this.sizes.observe(track)
  }

  remove(): void {
    this.sizes.disconnect()
    this.canvas.remove()
  }

  /** Something other than time changed. */
  refresh(): void {
    this.drawn = -1
  }

  /** The simulated second under the pointer. */
  timeAt(clientX: number): number {
    const { left } = this.track.getBoundingClientRect()
    return this.hub.now - ((this.width - MARGIN - (clientX - left)) / this.width) * this.span()
  }

  draw(): void {
    if (this.hub.version === this.drawn || this.width === 0) return
    this.drawn = this.hub.version
    const style = getComputedStyle(this.track)
    const { ctx, width, height } = this
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
    ctx.clearRect(0, 0, width, height)
    this.drawBaseline(style.getPropertyValue("--line-strong"))
    this.drawWindow(style.getPropertyValue("--accent-bg"))
    this.drawRange(style.getPropertyValue("--accent"))
    this.drawBars(style.getPropertyValue("--halo"))
    this.drawHandle(style.getPropertyValue("--accent"))
  }

  /** Seconds from one end of the track to the other. */
  private span(): number {
    return Math.min(LONGEST_LOOK, Math.max(SHORTEST_SPAN, this.hub.now))
  }

  private shownEnd(): number {
    return this.shown().lookingAt ?? this.hub.now
  }

  private xOf(time: number): number {
    return this.width - MARGIN - ((this.hub.now - time) / this.span()) * this.width
  }

  private drawBaseline(colour: string): void {
    this.ctx.fillStyle = colour
    this.ctx.fillRect(0, this.height / 2 + 9, this.width, 1)
  }

  private drawWindow(colour: string): void {
    const end = this.xOf(this.shownEnd())
    const start = Math.max(0, this.xOf(this.shownEnd() - WINDOW))
    this.ctx.fillStyle = colour
    this.ctx.fillRect(start, this.height / 2 - 12, Math.max(0, end - start), 22)
  }

  /** The chosen seconds stand in brackets. */
  private drawRange(colour: string): void {
    const { range } = this.shown()
    if (range === null) return
    const [start, end] = [Math.max(1, this.xOf(range.start)), this.xOf(range.end)]
    if (end < start) return
    const { ctx, height } = this
    ctx.fillStyle = ctx.strokeStyle = colour
    ctx.globalAlpha = 0.16
    ctx.fillRect(start, 2, end - start, height - 4)
    ctx.globalAlpha = 1
    ctx.lineWidth = 1.5
    for (const [x, way] of [[start, 4], [end, -4]] as const) {
      ctx.beginPath()
      ctx.moveTo(x + way, 2)
      ctx.lineTo(x, 2)
      ctx.lineTo(x, height - 2)
      ctx.lineTo(x + way, height - 2)
      ctx.stroke()
    }
  }

  /** One bar for each few pixels, standing at a fixed time so that it glides and does not flicker. */
  private drawBars(colour: string): void {
    const { ctx, hub, width, height } = this
    const { ribbon } = hub
    const step = ((BAR + GAP) / width) * this.span()
    const first = Math.max(0, Math.floor((hub.now - this.span()) / step))
    const base = height / 2 + 9
    ctx.fillStyle = colour
    let most = 0
    for (let bar = first, at = ribbon.indexAt(first * step); bar * step <= ribbon.newest; bar++) {
      // A bar narrower than the time between two samples stands as tall as the one before.
      if (at < ribbon.end && ribbon.time(at) < (bar + 1) * step) most = 0
      for (; at < ribbon.end && ribbon.time(at) < (bar + 1) * step; at++)
        most = Math.max(most, ribbon.value(0, at))
      const tall = Math.min(1, most) * 20
      ctx.fillRect(this.xOf(bar * step), base - tall, BAR, tall)
    }
  }

  private drawHandle(colour: string): void {
    const { ctx, height } = this
    const x = this.xOf(this.shownEnd())
    ctx.fillStyle = colour
    ctx.fillRect(x - 1, height / 2 - 12, 2, 22)
    ctx.beginPath()
    ctx.arc(x, height / 2 - 12, 5, 0, 2 * Math.PI)
    ctx.fill()
  }

  private measure(): void {
    this.width = this.track.clientWidth
    this.height = this.track.clientHeight
    this.canvas.width = Math.round(this.width * devicePixelRatio)
    this.canvas.height = Math.round(this.height * devicePixelRatio)
    this.refresh()
    this.draw()
  }
}
