/** One dimension of a slider: its label, its track, its number, and how to let go. */

import { formatReading } from "./ranges"
import { LEAP, STEP, nudged, parsed, shareOf, trackRange, valueAt } from "./track"

/** Tells `hold` what the user wants: a value, or null to give it back to the model. */
export class SliderRow {
  readonly element = document.createElement("div")
  private readonly label = made("span", "slider-label")
  private readonly track = made("div", "slider-track")
  private readonly thumb = made("div", "slider-thumb")
  private readonly number = document.createElement("input")
  private readonly release = document.createElement("button")
  private range = trackRange(null, null)
  private value = 0
  private isHeld: boolean | null = null

  constructor(readonly dimension: number, private readonly hold: (value: number | null) => void) {
    this.element.className = "slider-row"
    this.track.append(made("div", "slider-fill"), this.thumb)
    this.element.append(this.label, this.track, this.number, this.release)
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
    this.element.classList.toggle("is-held", isHeld)
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

function made(tag: "div" | "span", name: string): HTMLElement {
  const element = document.createElement(tag)
  element.className = name
  return element
}
