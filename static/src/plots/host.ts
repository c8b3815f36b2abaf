/** Where plots are put up: gives each what it needs, draws them all once an animation frame. */

import type { NamedTable, Table } from "../series/csv"
import type { Hub } from "../series/hub"
import type { Extent } from "../series/ring"
import type { Scheduler } from "../series/scheduler"
import { PlotTime, type TimeAxis } from "../series/timeaxis"
import { CanvasSurface } from "./canvassurface"
import { figureOf, isPicture, pngOf, svgOf, type Shown } from "./exporting"
import { KINDS } from "./kinds"
import type { Facts, PlotView, Reading, Surroundings, Wishes } from "./plot"
import { readLightTheme, readTheme } from "./theme"

/** Sizes at which numerals are drawn need the font to be there; a canvas does not wait for it. */
const NUMERALS = "11px 'JetBrains Mono Variable'"

/** A plot that has been put up in an element. */
export interface Mounted {
  /** The store has other facts. A plot of another kind must be put up anew. */
  update(facts: Facts): void
  read(): Reading
  /** Ends of its value axis as they are now, if it has one. */
  range(): Extent | null
  /** Let it stand still, or go on with all others. */
  freeze(isFrozen: boolean): void
  remove(): void
}

export class PlotHost {
  private readonly views = new Map<Element, PlotView>()
  private readonly facts = new Map<Element, Facts>()
  private readonly times = new Map<Element, PlotTime>()
  private readonly sizes = new ResizeObserver((entries) => this.resize(entries))
  private around: Surroundings

  constructor(
    private readonly hub: Hub,
    private readonly scheduler: Scheduler,
    private readonly time: TimeAxis,
    wishes: Wishes,
  ) {
    const wake = () => scheduler.wake()
    const surface = (body?: HTMLElement) => new CanvasSurface(body)
    this.around = { hub, time: this.timeOfPlot(), wishes, theme: readTheme(), surface, wake }
    scheduler.add(() => this.draw())
    void document.fonts.load(NUMERALS).then(() => this.restyle())
  }

  /** Show a plot in an element, for as long as it is not removed. */
  mount(body: HTMLElement, facts: Facts): Mounted {
    body.classList.add("plot-body")
    body.role = "figure"
    const time = this.timeOfPlot()
    const view = KINDS[facts.plot.kind].mount(body, facts, { ...this.around, time })
    this.views.set(body, view)
    this.facts.set(body, facts)
    this.times.set(body, time)
    this.watch(body)
    this.describe(body, facts)
    return {
      update: (changed) => {
        view.update(changed)
        this.facts.set(body, changed)
        this.describe(body, changed)
      },
      read: () => view.read(),
      range: () => view.range?.() ?? null,
      freeze: (isFrozen) => {
        time.freeze(isFrozen)
        this.scheduler.wake()
      },
      remove: () => this.remove(body, view),
    }
  }

  /** The style sheets say something else: light, dark, more contrast. */
  restyle(): void {
    const theme = readTheme()
    this.around = { ...this.around, theme }
    for (const view of this.views.values()) view.restyle(theme)
    this.scheduler.wake()
  }

  /** A plot as SVG; null if it is no picture. */
  svg(plot: string): string | null {
    const shown = this.pictures().find(({ facts }) => facts.plot.id === plot)
    return shown ? svgOf(shown, this.light()) : null
  }

  /** A plot as PNG; null if it is no picture. */
  async png(plot: string): Promise<Blob | null> {
    const shown = this.pictures().find(({ facts }) => facts.plot.id === plot)
    return shown ? pngOf(shown, this.light()) : null
  }

  /** Everything kept of a plot, and what its columns are called; null if it has no samples. */
  samples(plot: string): { readonly table: Table; readonly labels: readonly string[] } | null {
    const facts = [...this.facts.values()].find((each) => each.plot.id === plot)
    const snapshot = this.around.hub.values(plot)
    if (!facts?.stream || facts.stream.channels === 0 || !snapshot) return null
    const { labels } = facts.stream
    if (facts.plot.kind !== "raster") return { table: snapshot, labels }
    const neurons = snapshot.values[0]!.map((position) => labels[position] ?? "")
    return { table: { times: snapshot.times, values: [neurons] }, labels: ["neuron"] }
  }

  /** Everything kept of all plots, each once. */
  tables(): readonly NamedTable[] {
    const facts = new Map([...this.facts.values()].map((each) => [each.plot.id, each]))
    return [...facts.values()].flatMap(({ plot, object, others }) => {
      const samples = this.samples(plot.id)
      const name = [object, ...others].map((each) => each?.label).filter(Boolean).join(", ")
      return samples ? [{ name, kind: plot.kind, ...samples }] : []
    })
  }

  /** All plots as one figure, as SVG; null if there are none. */
  figure(): string | null {
    const all = this.pictures()
    return all.length > 0 ? figureOf(all, this.light(), Math.ceil(Math.sqrt(all.length))) : null
  }

  private timeOfPlot(): PlotTime {
    return new PlotTime(this.time, () => this.hub.now)
  }

  private pictures(): readonly Shown[] {
    const all = [...this.facts].map(([body, facts]) => ({
      facts,
      time: this.times.get(body) ?? this.around.time,
      width: body.clientWidth,
      height: body.clientHeight,
    }))
    return all.filter((shown) => isPicture(shown) && shown.width > 0 && shown.height > 0)
  }

  private light(): Surroundings {
    return { ...this.around, theme: readLightTheme() }
  }

  private draw(): void {
    for (const view of this.views.values()) view.draw()
  }

  private describe(body: HTMLElement, facts: Facts): void {
    const { caption } = KINDS[facts.plot.kind]
    const name = facts.object?.label ?? facts.plot.object
    body.ariaLabel = `${name}, ${caption(facts)}`
  }

  private remove(body: HTMLElement, view: PlotView): void {
    this.sizes.unobserve(body)
    this.views.delete(body)
    this.facts.delete(body)
    this.times.delete(body)
    view.destroy()
  }

  private watch(body: HTMLElement): void {
    try {
      this.sizes.observe(body, { box: "device-pixel-content-box" })
    } catch {
      this.sizes.observe(body) // Safari cannot measure in device pixels
    }
  }

  /** A canvas that changes its size is empty: draw at once, before the page is painted. */
  private resize(entries: readonly ResizeObserverEntry[]): void {
    for (const entry of entries) {
      const view = this.views.get(entry.target)
      if (!view) continue
      view.resize(...pixelsOf(entry))
      view.draw()
    }
  }
}

/** Width and height in device pixels. */
function pixelsOf({ devicePixelContentBoxSize, contentRect }: ResizeObserverEntry): [number, number] {
  const exact = devicePixelContentBoxSize?.[0]
  return [
    wholePixels(contentRect.width, exact?.inlineSize),
    wholePixels(contentRect.height, exact?.blockSize),
  ]
}

/** CSS pixels as device pixels: as measured, unless a browser that emulates a screen measured wrongly. */
function wholePixels(css: number, measured: number | undefined): number {
  const expected = Math.round(css * devicePixelRatio)
  return measured !== undefined && Math.abs(measured - expected) <= 1 ? measured : expected
}
