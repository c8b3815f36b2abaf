/** Draws the small plots between the lines of the code, from the samples as they come. */

import type { ReadonlySignal } from "@preact/signals"

import type { Hub } from "../series/hub"
import type { Extent, Ring } from "../series/ring"
import type { Scheduler } from "../series/scheduler"
import { PEEK } from "../store/select"
import type { State } from "../store/state"
import type { SparkPainter } from "./sparklines"

/** Simulated seconds in a small plot. */
const WINDOW = 2
/** More of them are not fed: they are for a glance. */
const MOST = 12
/** Dimensions drawn, each in a colour of the plots. */
const LINES = 4
/** Half of the least range of values: what lies within is no more than noise. */
const LEAST = 0.5
/** Pixels above and below. */
const PAD = 3

export class Sparks implements SparkPainter {
  private readonly canvases = new Map<HTMLCanvasElement, string>()
  /** The range of values so far, for each object: the axis grows but does not breathe. */
  private readonly ranges = new Map<string, Extent>()
  private epoch = -1
  private told = ""
  private drawn = -1

  /** `watch` is told of which objects samples are needed. */
  constructor(
    private readonly hub: Hub,
    scheduler: Scheduler,
    private readonly state: ReadonlySignal<State>,
    private readonly watch: (objects: readonly string[]) => void,
  ) {
    scheduler.add(() => this.draw())
  }

  appeared(canvas: HTMLCanvasElement, object: string): void {
    this.canvases.set(canvas, object)
    this.drawn = -1
    this.tell()
  }

  vanished(canvas: HTMLCanvasElement): void {
    this.canvases.delete(canvas)
    this.tell()
  }

  /** Say what is needed once the editor has finished; it makes and removes several at once. */
  private tell(): void {
    setTimeout(() => {
      const objects = [...new Set(this.canvases.values())].slice(0, MOST)
      if (JSON.stringify(objects) === this.told) return
      this.told = JSON.stringify(objects)
      this.watch(objects)
    })
  }

  private draw(): void {
    if (this.canvases.size === 0 || this.hub.version === this.drawn) return
    this.drawn = this.hub.version
    const colours = readColours()
    const { streams, simulation } = this.state.peek()
    if (simulation.epoch !== this.epoch) this.ranges.clear()
    this.epoch = simulation.epoch
    for (const [canvas, object] of this.canvases) {
      const stream = streams.find(({ plot }) => plot === PEEK + object)
      if (stream) this.paint(canvas, object, this.hub.samples(stream), colours)
    }
  }

  private paint(canvas: HTMLCanvasElement, object: string, ring: Ring, colours: readonly string[]): void {
    const context = fitted(canvas)
    if (context === null) return
    const { clientWidth: width, clientHeight: height } = canvas
    const from = ring.indexAt(this.hub.now - WINDOW)
    const { low, high } = this.rangeOf(object, ring, from)
    const x = (time: number) => width * (1 - (this.hub.now - time) / WINDOW)
    const y = (value: number) => PAD + ((high - value) / (high - low)) * (height - 2 * PAD)
    context.fillStyle = colours[LINES] as string
    context.fillRect(0, Math.round(y(0)), width, 1)
    for (let channel = 0; channel < Math.min(LINES, ring.channels); channel++) {
      context.strokeStyle = colours[channel] as string
      context.beginPath()
      for (let i = from; i < ring.end; i++) context.lineTo(x(ring.time(i)), y(ring.value(channel, i)))
      context.stroke()
    }
  }

  private rangeOf(object: string, ring: Ring, from: number): Extent {
    const range = this.ranges.get(object) ?? { low: -LEAST, high: LEAST }
    for (let channel = 0; channel < Math.min(LINES, ring.channels); channel++) {
      ring.widen(range, channel, from, ring.end)
    }
    this.ranges.set(object, range)
    return range
  }
}

/** An empty canvas of as many pixels as it has on the screen; null while it is not shown. */
function fitted(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const { clientWidth, clientHeight } = canvas
  const context = canvas.getContext("2d")
  if (context === null || clientWidth === 0) return null
  canvas.width = Math.round(clientWidth * devicePixelRatio) // this empties it
  canvas.height = Math.round(clientHeight * devicePixelRatio)
  context.scale(devicePixelRatio, devicePixelRatio)
  context.lineWidth = 1.5
  context.lineJoin = "round"
  return context
}

/** Colours of the lines, and that of zero. */
function readColours(): readonly string[] {
  const style = getComputedStyle(document.documentElement)
  const series = Array.from({ length: LINES }, (_, k) => `--s${k + 1}`)
  return [...series, "--line"].map((name) => style.getPropertyValue(name).trim())
}
