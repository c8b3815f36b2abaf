/** Takes a Node's output into the user's hand, one track for each dimension. */

import type { Ring } from "../series/ring"
import type { Kind } from "./kind"
import { labelOf, type Facts, type Mount, type PlotView, type Reading, type Surroundings } from "./plot"
import { formatReading } from "./ranges"
import { SliderRow } from "./sliderrow"
import { withValue } from "./track"

/** For so long after the last move, echoes of earlier ones are not shown: the thumb would jump back. */
const AHEAD_MS = 400

const mount: Mount = (body, facts, around) => new Slider(body, facts, around)

export const SLIDER: Kind = {
  title: "Slider",
  action: "Set the value with a slider",
  key: "S",
  mount,
  caption: ({ held }) => (held.some((value) => value !== null) ? "slider · held" : "slider"),
  colour: "var(--node-stroke)",
  size: (dimensions) => ({ width: 240, height: 42 + 28 * Math.min(dimensions, 6) }),
  // What comes into a Node decides what goes out; only one that makes values by itself is held.
  offer: ({ kind, size_in, size_out }) => (kind === "node" && size_in === 0 && size_out > 0 ? {} : null),
  formats: ["csv"],
  settings: ["range"],
  shares: false,
  channels: "Dimensions",
}

class Slider implements PlotView {
  private readonly list = document.createElement("div")
  private rows: SliderRow[] = []
  private ring: Ring | null = null
  private drawn = -1
  /** What is held: by the session, or for a moment after a move by us, ahead of it. */
  private held: readonly (number | null)[] = []
  private ahead: ReturnType<typeof setTimeout> | null = null

  constructor(body: HTMLElement, private facts: Facts, private readonly around: Surroundings) {
    this.list.className = "slider"
    this.list.role = "group"
    body.append(this.list)
    this.update(facts)
  }

  update(facts: Facts): void {
    this.facts = facts
    if (this.ahead === null) this.held = facts.held
    this.ring = facts.stream && this.around.hub.samples(facts.stream)
    this.list.ariaLabel = `Sliders of ${facts.object?.label ?? facts.plot.object}`
    this.fitRows()
    this.drawn = -1
    this.around.wake()
  }

  /** Let rows that nobody holds follow the model. */
  draw(): void {
    const version = this.ring?.version ?? 0
    if (version === this.drawn) return
    this.drawn = version
    this.rows.forEach((row, channel) => row.show(this.held[row.dimension] ?? null, this.live(channel)))
  }

  read(): Reading {
    return {
      columns: ["dimension", "value", "held"],
      rows: this.rows.map((row, channel) => [
        labelOf(this.facts.stream, channel),
        formatReading(this.held[row.dimension] ?? this.live(channel)),
        this.held[row.dimension] == null ? "no" : "yes",
      ]),
    }
  }

  resize(): void {}

  restyle(): void {}

  destroy(): void {
    if (this.ahead !== null) clearTimeout(this.ahead)
    this.list.remove()
  }

  private fitRows(): void {
    const { plot, object, stream } = this.facts
    const size = object?.size_out ?? stream?.channels ?? 0
    const dimensions = plot.dims ?? Array.from({ length: size }, (_, k) => k)
    if (dimensions.join() !== this.rows.map((row) => row.dimension).join()) this.rebuild(dimensions)
    this.rows.forEach((row, channel) => row.name(labelOf(stream, channel), plot.low, plot.high))
  }

  private rebuild(dimensions: readonly number[]): void {
    this.rows = dimensions.map((dimension) => new SliderRow(dimension, (value) => this.hold(dimension, value)))
    this.list.replaceChildren(...this.rows.map((row) => row.element))
  }

  /** Run ahead of the session, which will answer with the same. */
  private hold(dimension: number, value: number | null): void {
    const { plot, object, stream } = this.facts
    const size = object?.size_out ?? stream?.channels ?? 0
    this.show(withValue(this.held, dimension, value, size))
    this.around.wishes.hold(plot.object, this.held)
    if (this.ahead !== null) clearTimeout(this.ahead)
    this.ahead = setTimeout(() => this.catchUp(), AHEAD_MS)
  }

  /** Believe the session again, which may have seen it differently. */
  private catchUp(): void {
    this.ahead = null
    this.show(this.facts.held)
  }

  private show(held: readonly (number | null)[]): void {
    this.held = held
    this.drawn = -1
    this.draw() // at once: the next key may come before the next frame
  }

  /** The Node's own newest value; 0 before there is one. */
  private live(channel: number): number {
    const { ring } = this
    return ring && channel < ring.channels && ring.end > ring.begin ? ring.value(channel, ring.end - 1) : 0
  }
}
