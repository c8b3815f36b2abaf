/** The instant that is pointed at: a line over the plot, and the values there. */

import type { Box } from "./surface"

/** A line of the legend. */
export interface Entry {
  readonly label: string
  readonly colour: string
  readonly text: string
}

export class Crosshair {
  private readonly line = document.createElement("div")
  private readonly legend = document.createElement("div")
  private readonly rows: { swatch: HTMLElement; label: HTMLElement; value: HTMLElement }[] = []
  private isShown = false

  constructor(private readonly body: HTMLElement) {
    this.line.className = "plot-crosshair"
    this.legend.className = "plot-legend"
    this.hide()
    body.append(this.line, this.legend)
  }

  /** Show it at a column of the box, in device pixels. */
  show(column: number, box: Box, ratio: number, entries: readonly Entry[]): void {
    const x = (box.left + column) / ratio
    this.line.style.transform = `translateX(${x}px)`
    this.line.style.top = `${box.top / ratio}px`
    this.line.style.height = `${box.height / ratio}px`
    // On the side away from the pointer, so that it hides nothing that is looked at.
    this.legend.dataset["side"] = column < box.width / 2 ? "right" : "left"
    this.write(entries)
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
    this.legend.hidden = !isShown
  }

  private write(entries: readonly Entry[]): void {
    while (this.rows.length < entries.length) this.addRow()
    this.rows.forEach((row, position) => {
      const entry = entries[position]
      row.swatch.parentElement!.hidden = !entry
      if (!entry) return
      row.swatch.style.background = entry.colour
      setText(row.label, entry.label)
      setText(row.value, entry.text)
    })
  }

  private addRow(): void {
    const row = document.createElement("div")
    const [swatch, label, value] = ["i", "span", "b"].map((tag) => document.createElement(tag))
    row.append(swatch!, label!, value!)
    this.legend.append(row)
    this.rows.push({ swatch: swatch!, label: label!, value: value! })
  }
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
