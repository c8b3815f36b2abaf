/** Takes a Node's output into the user's hand, one track for each dimension. */

import type { Ring } from "../series/ring"
import { labelOf, type Facts, type Mount, type PlotView, type Reading, type Surroundings } from "./plot"
import { formatReading } from "./ranges"
import { LEAP, STEP, nudged, parsed, shareOf, trackRange, valueAt, withValue } from "./track"

/** For so long after the last move, echoes of earlier ones are not shown: the thumb would jump back. */
const AHEAD_MS = 400

export const mountSlider: Mount = (body, facts, around) => new Slider(body, facts, around)

class Slider implements PlotView {
  private readonly list = document.createElement("div")
  private tracks: Track[] = []
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
    this.fitTracks()
    this.drawn = -1
    this.around.wake()
  }

  /** Let tracks that nobody holds follow the model. */
  draw(): void {
    const version = this.ring?.version ?? 0
    if (version === this.drawn) return
    this.drawn = version
    this.tracks.forEach((track, channel) => track.show(this.held[track.dimension] ?? null, this.live(channel)))
  }

  read(): Reading {
    return {
      columns: ["dimension", "value", "held"],
      rows: this.tracks.map((track, channel) => [
        labelOf(this.facts.stream, channel),
        formatReading(this.held[track.dimension] ?? this.live(channel)),
        this.held[track.dimension] == null ? "no" : "yes",
      ]),
    }
  }

  resize(): void {}

  restyle(): void {}

  destroy(): void {
    if (this.ahead !== null) clearTimeout(this.ahead)
    this.list.remove()
  }

  private fitTracks(): void {
    const { plot, object, stream } = this.facts
    const size = object?.size_out ?? stream?.channels ?? 0
    const dimensions = plot.dims ?? Array.from({ length: size }, (_, k) => k)
    if (dimensions.join() !== this.tracks.map((track) => track.dimension).join()) this.rebuild(dimensions)
    this.tracks.forEach((track, channel) => track.name(labelOf(stream, channel), plot.low, plot.high))
  }

  private rebuild(dimensions: readonly number[]): void {
    this.tracks = dimensions.map((dimension) => new Track(dimension, (value) => this.hold(dimension, value)))
    this.list.replaceChildren(...this.tracks.map((track) => track.row))
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
    this.around.wake()
  }

  /** The Node's own newest value; 0 before there is one. */
  private live(channel: number): number {
    const { ring } = this
    return ring && channel < ring.channels && ring.end > ring.begin ? ring.value(channel, ring.end - 1) : 0
  }
}

/** One dimension: its label, its track, its number. Tells `hold` what the user wants. */
class Track {
  readonly row = document.createElement("div")
  private readonly label = element("span", "slider-label")
  private readonly track = element("div", "slider-track")
  private readonly thumb = element("div", "slider-thumb")
  private readonly number = document.createElement("input")
  private readonly release = document.createElement("button")
  private range = trackRange(null, null)
  private value = 0
  private isHeld: boolean | null = null

  constructor(readonly dimension: number, private readonly hold: (value: number | null) => void) {
    this.row.className = "slider-row"
    this.track.append(element("div", "slider-fill"), this.thumb)
    this.row.append(this.label, this.track, this.number, this.release)
    this.prepareTrack()
    this.prepareNumber()
    this.prepareRelease()
  }

  name(label: string, low: number | null | undefined, high: number | null | undefined): void {
    this.label.textContent = label
    this.range = trackRange(low, high)
    this.thumb.ariaLabel = `Dimension ${label}`
    this.thumb.ariaValueMin = String(this.range.low)
    this.thumb.ariaValueMax = String(this.range.high)
    this.number.ariaLabel = `Value of dimension ${label}`
    this.isHeld = null // so that the next `show` writes everything
  }

  show(held: number | null, live: number): void {
    const value = held ?? live
    const isHeld = held !== null
    if (value === this.value && isHeld === this.isHeld) return
    this.value = value
    this.isHeld = isHeld
    const share = shareOf(value, this.range)
    this.track.style.setProperty("--share", String(share))
    this.track.style.setProperty("--zero", String(shareOf(0, this.range)))
    this.row.classList.toggle("is-held", isHeld)
    this.release.disabled = !isHeld
    this.thumb.ariaValueNow = String(value)
    this.thumb.ariaValueText = `${formatReading(value)}${isHeld ? ", held" : ""}`
    if (document.activeElement !== this.number) this.number.value = formatReading(value)
  }

  private prepareTrack(): void {
    this.thumb.role = "slider"
    this.thumb.tabIndex = 0
    this.thumb.addEventListener("keydown", (event) => this.press(event))
    this.track.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return
      event.preventDefault()
      event.stopPropagation()
      this.thumb.focus()
      this.track.setPointerCapture(event.pointerId)
      this.drag(event)
    })
    this.track.addEventListener("pointermove", (event) => {
      if (this.track.hasPointerCapture(event.pointerId)) this.drag(event)
    })
  }

  private prepareNumber(): void {
    this.number.className = "slider-number"
    this.number.inputMode = "decimal"
    this.number.spellcheck = false
    this.number.addEventListener("focus", () => this.number.select())
    this.number.addEventListener("blur", () => (this.number.value = formatReading(this.value)))
    this.number.addEventListener("change", () => this.take(this.number.value))
    this.number.addEventListener("keydown", (event) => {
      event.stopPropagation()
      if (event.key === "Escape") this.number.value = formatReading(this.value)
      if (event.key === "Enter" || event.key === "Escape") this.thumb.focus()
    })
  }

  private prepareRelease(): void {
    this.release.className = "slider-release"
    this.release.type = "button"
    this.release.title = "Held. Give the value back to the model (Delete)"
    this.release.ariaLabel = "Give the value back to the model"
    this.release.addEventListener("click", () => this.hold(null))
  }

  private drag(event: PointerEvent): void {
    const { left, width } = this.track.getBoundingClientRect()
    this.hold(valueAt((event.clientX - left) / width, this.range))
  }

  /** Take what was typed; text that is no number changes nothing. */
  private take(text: string): void {
    const value = parsed(text)
    if (value !== null) this.hold(value)
  }

  private press(event: KeyboardEvent): void {
    const wanted = this.wantedBy(event)
    if (wanted === undefined) return
    event.preventDefault()
    event.stopPropagation()
    this.hold(wanted)
  }

  private wantedBy(event: KeyboardEvent): number | null | undefined {
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined
    const step = event.shiftKey ? LEAP : STEP
    switch (event.key) {
      case "ArrowRight": case "ArrowUp": return nudged(this.value, step, this.range)
      case "ArrowLeft": case "ArrowDown": return nudged(this.value, -step, this.range)
      case "PageUp": return nudged(this.value, LEAP, this.range)
      case "PageDown": return nudged(this.value, -LEAP, this.range)
      case "Home": return this.range.low
      case "End": return this.range.high
      case "Delete": case "Backspace": return null
      default: return undefined
    }
  }
}

function element(tag: "div" | "span", name: string): HTMLElement {
  const made = document.createElement(tag)
  made.className = name
  return made
}
