/** Where plots are put up: gives each what it needs, draws them all once an animation frame. */

import type { Hub } from "../series/hub"
import type { Scheduler } from "../series/scheduler"
import type { TimeAxis } from "../series/timeaxis"
import { KINDS } from "./kinds"
import type { Facts, PlotView, Reading, Surroundings, Wishes } from "./plot"
import { readTheme } from "./theme"

/** Sizes at which numerals are drawn need the font to be there; a canvas does not wait for it. */
const NUMERALS = "11px 'JetBrains Mono Variable'"

/** A plot that has been put up in an element. */
export interface Mounted {
  /** The store has other facts. A plot of another kind must be put up anew. */
  update(facts: Facts): void
  read(): Reading
  remove(): void
}

export class PlotHost {
  private readonly views = new Map<Element, PlotView>()
  private readonly sizes = new ResizeObserver((entries) => this.resize(entries))
  private around: Surroundings

  constructor(
    hub: Hub,
    private readonly scheduler: Scheduler,
    time: TimeAxis,
    wishes: Wishes,
  ) {
    const wake = () => scheduler.wake()
    this.around = { hub, time, wishes, theme: readTheme(), wake }
    scheduler.add(() => this.draw())
    void document.fonts.load(NUMERALS).then(() => this.restyle())
  }

  /** Show a plot in an element, for as long as it is not removed. */
  mount(body: HTMLElement, facts: Facts): Mounted {
    body.classList.add("plot-body")
    body.role = "figure"
    const view = KINDS[facts.plot.kind].mount(body, facts, this.around)
    this.views.set(body, view)
    this.watch(body)
    this.describe(body, facts)
    return {
      update: (changed) => {
        view.update(changed)
        this.describe(body, changed)
      },
      read: () => view.read(),
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
