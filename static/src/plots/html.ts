/** A page that a Node draws of itself, in a frame that can show things and do nothing. */

import type { Kind } from "./kind"
import type { Facts, Mount, PlotView, Reading, Surroundings } from "./plot"
import type { Theme } from "./theme"

const mount: Mount = (body, facts, around) => new Page(body, facts, around)

export const HTML: Kind = {
  title: "Page",
  action: "Show the page it draws",
  key: "W",
  mount,
  caption: () => "page",
  colour: "var(--node-stroke)",
  size: () => ({ width: 200, height: 200 }),
  offer: ({ probeable }) => (probeable.includes("html") ? { attr: "html" } : null),
  formats: [],
  settings: [],
  shares: false,
  channels: null,
}

class Page implements PlotView {
  private readonly frame = document.createElement("iframe")
  private isReady = false
  private shown = ""

  constructor(
    body: HTMLElement,
    private facts: Facts,
    around: Surroundings,
    private theme: Theme = around.theme,
  ) {
    // Scripts, as ours in it hands on what is to be shown; no origin, so it is a stranger to this page.
    this.frame.sandbox.add("allow-scripts")
    this.frame.className = "plot-page"
    this.frame.src = "/frame"
    this.frame.onload = () => {
      this.isReady = true
      this.show()
    }
    body.append(this.frame)
    this.update(facts)
  }

  update(facts: Facts): void {
    this.facts = facts
    this.frame.title = `Page of ${facts.object?.label ?? facts.plot.object}`
    if (facts.page !== this.shown) this.show()
  }

  restyle(theme: Theme): void {
    this.theme = theme
    this.show()
  }

  read(): Reading {
    return { columns: [], rows: [] }
  }

  draw(): void {}

  resize(): void {}

  destroy(): void {
    this.frame.remove()
  }

  private show(): void {
    if (!this.isReady) return
    this.shown = this.facts.page
    // To whoever is in the frame: it has no origin that could be named.
    const dark = document.documentElement.dataset["theme"] === "dark"
    this.frame.contentWindow?.postMessage({ html: this.shown, colour: this.theme.text, dark }, "*")
  }
}
