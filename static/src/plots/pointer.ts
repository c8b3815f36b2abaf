/** What a vector means, as words: the more similar the larger. A press puts a word into the module. */

import type { Ring } from "../series/ring"
import type { Kind } from "./kind"
import { labelOf, type Facts, type Mount, type PlotView, type Reading, type Surroundings } from "./plot"
import { formatReading } from "./ranges"
import { mostSimilar } from "./similarity"

/** Words that have room in a cloud. */
const MOST_WORDS = 24
/** CSS pixels of a word that is not there at all, and of one that is all there is. */
const SMALLEST = 11
const LARGEST = 26
/** Similarity from which words of so many dimensions are no longer alike by chance. */
const THERE = 0.3

const mount: Mount = (body, facts, around) => new PointerCloud(body, facts, around)

export const POINTER: Kind = {
  title: "Pointer",
  action: "Show the pointer as words",
  key: "Shift+Y",
  mount,
  caption: ({ pointer }) => (pointer ? `held at ${pointer}` : "pointer"),
  colour: "var(--net-line)",
  size: () => ({ width: 220, height: 150 }),
  offer: ({ probeable }) => (probeable.includes("similarity") ? { attr: "similarity", synapse: 0.03 } : null),
  formats: ["csv"],
  settings: ["synapse"],
  shares: false,
  channels: "Words",
}

class PointerCloud implements PlotView {
  private readonly list = document.createElement("div")
  private words: HTMLButtonElement[] = []
  private ring: Ring | null = null
  private drawn = ""

  constructor(body: HTMLElement, private facts: Facts, private readonly around: Surroundings) {
    this.list.className = "pointer-cloud"
    this.list.role = "group"
    body.append(this.list)
    this.update(facts)
  }

  update(facts: Facts): void {
    this.facts = facts
    this.ring = facts.stream && this.around.hub.samples(facts.stream)
    this.list.ariaLabel = `Words of ${facts.object?.label ?? facts.plot.object}; press one to put it in, again to let go`
    const labels = facts.stream?.labels ?? []
    if (labels.join() !== this.words.map((word) => word.textContent).join()) this.rebuild(labels)
    for (const word of this.words) word.ariaPressed = String(word.textContent === facts.pointer)
    this.drawn = ""
    this.around.wake()
  }

  draw(): void {
    const news = `${this.ring?.version} ${this.around.time.version}`
    if (news === this.drawn) return
    this.drawn = news
    const at = this.instant()
    if (!this.ring || at === null) return
    const shown = new Set(mostSimilar(this.ring, at, MOST_WORDS))
    this.words.forEach((word, channel) => show(word, shown.has(channel), this.ring!.value(channel, at)))
  }

  read(): Reading {
    const { ring } = this
    const at = this.instant()
    if (!ring || at === null) return { columns: [], rows: [] }
    const rows = mostSimilar(ring, at, ring.channels).map((channel) => [
      labelOf(this.facts.stream, channel),
      formatReading(ring.value(channel, at)),
    ])
    return { columns: ["word", "similarity"], rows }
  }

  resize(): void {}

  restyle(): void {}

  destroy(): void {
    this.list.remove()
  }

  /** The newest sample of the instant that is looked at; null where there is none. */
  private instant(): number | null {
    const { ring, around } = this
    if (!ring) return null
    const time = around.time.pointed ?? around.time.end ?? around.hub.now
    const at = Math.min(ring.indexAt(time + 1e-9), ring.end) - 1
    return at >= ring.begin ? at : null
  }

  private rebuild(labels: readonly string[]): void {
    this.words = labels.map((label) => {
      const word = document.createElement("button")
      word.type = "button"
      word.textContent = label
      word.onclick = () => this.press(label)
      return word
    })
    this.list.replaceChildren(...this.words)
  }

  private press(label: string): void {
    this.around.wishes.point(this.facts.plot.object, label === this.facts.pointer ? "" : label)
  }
}

/** Size and weight say how similar it is: faint words could not be read. They keep their order, so that none jumps about. */
function show(word: HTMLElement, isShown: boolean, similarity: number): void {
  const share = Math.min(1, Math.max(0, similarity))
  word.hidden = !isShown
  word.style.fontSize = `${Math.round(SMALLEST + share * (LARGEST - SMALLEST))}px`
  word.classList.toggle("is-there", similarity > THERE)
}
