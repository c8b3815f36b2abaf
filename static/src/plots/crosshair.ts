/** The instant that is pointed at: a line over the plot, and the values there. */

import { Legend, type Entry } from "./legend"
import type { Box } from "./surface"

export class Crosshair {
  private readonly line = document.createElement("div")
  private readonly legend: Legend
  private isShown = false

  constructor(private readonly body: HTMLElement) {
    this.line.className = "plot-crosshair"
    this.line.hidden = true
    body.append(this.line)
    this.legend = new Legend(body)
  }

  /** Show it at a column of the box, in device pixels. */
  show(column: number, box: Box, ratio: number, entries: readonly Entry[]): void {
    const x = (box.left + column) / ratio
    this.line.style.transform = `translateX(${x}px)`
    this.line.style.top = `${box.top / ratio}px`
    this.line.style.height = `${box.height / ratio}px`
    // On the side away from the pointer, so that it hides nothing that is looked at.
    this.legend.show(column < box.width / 2 ? "right" : "left", entries)
    this.setShown(true)
  }

  hide(): void {
    this.setShown(false)
  }

  remove(): void {
    this.line.remove()
    this.legend.remove()
  }

  private setShown(isShown: boolean): void {
    if (isShown === this.isShown && this.body.contains(this.line)) return
    this.isShown = isShown
    this.line.hidden = !isShown
    if (!isShown) this.legend.hide()
  }
}
