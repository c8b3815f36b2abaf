/** What plots of one instant have in common: which instant it is, what lies under the pointer. */

import type { Extent, Ring } from "../series/ring"
import { Legend, type Entry } from "./legend"
import { windowOf, type Facts, type PlotView, type Reading, type Surroundings } from "./plot"
import type { Surface } from "./surface"
import type { Theme } from "./theme"

/** What there is to draw, and where. */
export interface Moment {
  readonly surface: Surface
  readonly theme: Theme
  readonly facts: Facts
  readonly ring: Ring
  /** The sample of this instant; samples from `from` on lie in the window before it. */
  readonly at: number
  readonly from: number
}

/** The inside of a plot of one instant. */
export interface Picture {
  /** Begin anew: another run, or another stream. */
  reset(): void
  /** Take in samples `from ≤ i < to`, to choose a range that suits them. */
  see(ring: Ring, from: number, to: number): void
  /** Forget the range chosen so far; what is in the window is seen again next. */
  refit(): void
  paint(moment: Moment): void
  /** Draw that there is nothing yet. */
  clear(surface: Surface, theme: Theme): void
  /** What is at a place of the surface, in device pixels. */
  under(moment: Moment, x: number, y: number): readonly Entry[]
  read(moment: Moment): Reading
  /** Ends of the range of values. */
  range(facts: Facts): Extent
}

export class MomentPlot implements PlotView {
  private readonly surface: Surface
  private readonly legend: Legend
  private readonly ending = new AbortController()
  private theme: Theme
  private ring: Ring | null = null
  private generation = 0
  private seenTo = 0
  private drawn = ""
  /** Where the pointer is, in device pixels of the surface. */
  private pointer: { readonly x: number; readonly y: number } | null = null

  constructor(
    body: HTMLElement,
    private facts: Facts,
    private readonly around: Surroundings,
    private readonly picture: Picture,
  ) {
    this.surface = around.surface(body)
    this.legend = new Legend(body)
    this.theme = around.theme
    const { signal } = this.ending
    body.addEventListener("dblclick", () => this.fit(), { signal })
    body.addEventListener("pointermove", (event) => this.point(event, body), { signal })
    body.addEventListener("pointerleave", () => this.leave(), { signal })
    this.update(facts)
  }

  update(facts: Facts): void {
    this.facts = facts
    const ring = facts.stream && this.around.hub.samples(facts.stream)
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
    const news = `${this.ring?.version} ${this.around.hub.version} ${this.around.time.version}`
    if (this.surface.isEmpty || news === this.drawn) return
    this.drawn = news
    this.follow()
    const moment = this.moment()
    if (moment === null) this.picture.clear(this.surface, this.theme)
    else this.picture.paint(moment)
    this.drawLegend(moment)
  }

  read(): Reading {
    const moment = this.moment()
    return moment === null ? { columns: [], rows: [] } : this.picture.read(moment)
  }

  range(): Extent {
    return this.picture.range(this.facts)
  }

  destroy(): void {
    this.ending.abort()
    this.legend.remove()
    this.surface.remove()
  }

  private follow(): void {
    const { ring } = this
    if (!ring) return
    if (ring.generation !== this.generation) this.startWith(ring)
    this.picture.see(ring, Math.max(this.seenTo, ring.begin), ring.end)
    this.seenTo = ring.end
  }

  /** The instant pointed at in any plot, or the end of the time axis; null when there is no sample. */
  private moment(): Moment | null {
    const { ring, surface, theme, facts, around } = this
    if (!ring) return null
    const time = around.time.pointed ?? around.time.end ?? around.hub.now
    const at = Math.min(ring.indexAt(time + 1e-9), ring.end) - 1
    if (at < ring.begin) return null
    return { ring, surface, theme, facts, at, from: ring.indexAt(time - windowOf(facts.plot)) }
  }

  private drawLegend(moment: Moment | null): void {
    const entries = moment && this.pointer ? this.picture.under(moment, this.pointer.x, this.pointer.y) : []
    if (entries.length === 0 || !this.pointer) return this.legend.hide()
    this.legend.show(this.pointer.x < this.surface.width / 2 ? "right" : "left", entries)
  }

  private point(event: PointerEvent, body: HTMLElement): void {
    const corner = body.getBoundingClientRect()
    // Cards are scaled with the graph, so the body may be larger or smaller than its own pixels.
    const scale = this.surface.width / corner.width
    this.pointer = { x: (event.clientX - corner.left) * scale, y: (event.clientY - corner.top) * scale }
    this.redraw()
  }

  private leave(): void {
    this.pointer = null
    this.redraw()
  }

  /** Let the range suit the window, and tell the session that none is fixed any more. */
  private fit(): void {
    const moment = this.moment()
    this.picture.refit()
    if (moment) this.picture.see(moment.ring, moment.from, moment.at + 1)
    this.around.wishes.change({ ...this.facts.plot, low: null, high: null })
    this.redraw()
  }

  private redraw(): void {
    this.drawn = ""
    this.around.wake()
  }

  private startWith(ring: Ring | null): void {
    this.ring = ring
    this.generation = ring?.generation ?? 0
    this.seenTo = ring?.begin ?? 0
    this.picture.reset()
  }
}
