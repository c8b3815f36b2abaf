/** Values in the corner of a plot: what each thing in it is, its colour and how much. */

/** A line of the legend. */
export interface Entry {
  readonly label: string
  readonly colour: string
  readonly text: string
}

interface Row {
  readonly element: HTMLElement
  readonly swatch: HTMLElement
  readonly label: HTMLElement
  readonly value: HTMLElement
}

export class Legend {
  private readonly element = document.createElement("div")
  private readonly rows: Row[] = []

  constructor(body: HTMLElement) {
    this.element.className = "plot-legend"
    this.hide()
    body.append(this.element)
  }

  show(side: "left" | "right", entries: readonly Entry[]): void {
    this.element.dataset["side"] = side
    while (this.rows.length < entries.length) this.addRow()
    this.rows.forEach((row, position) => {
      const entry = entries[position]
      row.element.hidden = !entry
      if (!entry) return
      row.swatch.style.background = entry.colour
      setText(row.label, entry.label)
      setText(row.value, entry.text)
    })
    this.element.hidden = false
  }

  hide(): void {
    this.element.hidden = true
  }

  remove(): void {
    this.element.remove()
  }

  private addRow(): void {
    const element = document.createElement("div")
    const [swatch, label, value] = [document.createElement("i"), document.createElement("span"), document.createElement("b")]
    element.append(swatch, label, value)
    this.element.append(element)
    this.rows.push({ element, swatch, label, value })
  }
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
