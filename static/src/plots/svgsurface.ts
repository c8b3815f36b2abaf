/** A surface that writes down what is drawn on it, as SVG. */

import { Surface, type Brush } from "./surface"

type Style = Pick<
  Brush,
  | "fillStyle" | "strokeStyle" | "globalAlpha" | "lineWidth" | "lineJoin" | "lineCap"
  | "font" | "textAlign" | "textBaseline" | "imageSmoothingEnabled"
>

const FRESH: Style = {
  fillStyle: "#000", strokeStyle: "#000", globalAlpha: 1, lineWidth: 1, lineJoin: "miter", lineCap: "butt",
  font: "10px sans-serif", textAlign: "left", textBaseline: "alphabetic", imageSmoothingEnabled: true,
}

/** Numbers names of clips: files that are put together must not share any. */
let clips = 0

export class SvgBrush implements Brush {
  fillStyle = FRESH.fillStyle
  strokeStyle = FRESH.strokeStyle
  globalAlpha = FRESH.globalAlpha
  lineWidth = FRESH.lineWidth
  lineJoin = FRESH.lineJoin
  lineCap = FRESH.lineCap
  font = FRESH.font
  textAlign = FRESH.textAlign
  textBaseline = FRESH.textBaseline
  imageSmoothingEnabled = FRESH.imageSmoothingEnabled

  /** What has been drawn, as elements. */
  readonly elements: string[] = []
  protected path = ""
  /** Styles to return to, and how many groups were opened since. */
  private readonly saved: { readonly style: Style; groups: number }[] = []

  save(): void {
    this.saved.push({ style: this.style(), groups: 0 })
  }

  restore(): void {
    const last = this.saved.pop()
    if (!last) return
    Object.assign(this, last.style)
    this.elements.push("</g>".repeat(last.groups))
  }

  beginPath(): void {
    this.path = ""
  }

  moveTo(x: number, y: number): void {
    this.path += `M${short(x)} ${short(y)}`
  }

  lineTo(x: number, y: number): void {
    this.path += `${this.path === "" ? "M" : "L"}${short(x)} ${short(y)}`
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`
  }

  /** Whole circles only: nothing else is drawn. */
  arc(x: number, y: number, radius: number): void {
    const [r, across] = [short(radius), short(2 * radius)]
    this.path += `M${short(x - radius)} ${short(y)}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 -${across} 0z`
  }

  /** Holds until what was saved last is restored. */
  clip(): void {
    const name = `clip${++clips}`
    this.open(`<clipPath id="${name}"><path d="${this.path}"/></clipPath><g clip-path="url(#${name})">`)
  }

  fill(): void {
    this.elements.push(`<path d="${this.path}" ${this.filled()}/>`)
  }

  stroke(): void {
    const { strokeStyle, lineWidth, lineJoin, lineCap } = this
    const line = `stroke="${quoted(strokeStyle)}" stroke-width="${short(lineWidth)}" stroke-linejoin="${lineJoin}"`
    this.elements.push(`<path d="${this.path}" fill="none" ${line} stroke-linecap="${lineCap}"${this.lineStyle()}${this.faint()}/>`)
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const size = `width="${short(width)}" height="${short(height)}"`
    this.elements.push(`<rect x="${short(x)}" y="${short(y)}" ${size} ${this.filled()}/>`)
  }

  fillText(text: string, x: number, y: number): void {
    const anchor = this.textAlign === "right" ? "end" : this.textAlign === "center" ? "middle" : "start"
    const place = `x="${short(x)}" y="${short(y)}" text-anchor="${anchor}" dominant-baseline="${this.baseline()}"`
    this.elements.push(`<text ${place} style="font:${quoted(this.font)}" ${this.filled()}>${quoted(text)}</text>`)
  }

  drawImage(image: OffscreenCanvas, left: number, top: number, width: number, height: number): void {
    const canvas = document.createElement("canvas")
    ;[canvas.width, canvas.height] = [image.width, image.height]
    canvas.getContext("2d")!.drawImage(image, 0, 0)
    const place = `x="${short(left)}" y="${short(top)}" width="${short(width)}" height="${short(height)}"`
    const rendering = this.imageSmoothingEnabled ? "auto" : "pixelated"
    const look = `preserveAspectRatio="none" style="image-rendering:${rendering}"`
    this.elements.push(`<image ${place} ${look} href="${canvas.toDataURL()}"/>`)
  }

  /** What else there is to say of a line. */
  protected lineStyle(): string {
    return ""
  }

  protected baseline(): string {
    return this.textBaseline === "middle" ? "central" : "auto"
  }

  /** Begin a group that ends when what was saved last is restored. */
  protected open(group: string): void {
    this.elements.push(group)
    const last = this.saved.at(-1)
    if (last) last.groups++
  }

  private style(): Style {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, lineJoin, lineCap } = this
    const { font, textAlign, textBaseline, imageSmoothingEnabled } = this
    return {
      fillStyle, strokeStyle, globalAlpha, lineWidth, lineJoin, lineCap,
      font, textAlign, textBaseline, imageSmoothingEnabled,
    }
  }

  private filled(): string {
    return `fill="${quoted(this.fillStyle)}"${this.faint()}`
  }

  private faint(): string {
    return this.globalAlpha === 1 ? "" : ` opacity="${this.globalAlpha}"`
  }
}

export class SvgSurface extends Surface {
  context = new SvgBrush()
  width = 0
  height = 0

  constructor(readonly ratio: number) {
    super()
  }

  resize(width: number, height: number): void {
    this.width = width
    this.height = height
    this.context = new SvgBrush()
  }

  copy(other: Surface): void {
    if (other instanceof SvgSurface) this.context.elements.push(...other.context.elements)
  }

  /** What is written once is never moved: nothing scrolls in a file. */
  shiftLeft(): void {}

  remove(): void {}
}

/** Text as it stands in SVG. */
export function quoted(text: unknown): string {
  const signs: { readonly [sign: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
  return String(text).replace(/[&<>"]/g, (sign) => signs[sign]!)
}

/** A number with as many digits as are seen. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}
