/** What the graph is drawn with, written down as SVG instead of painted. */
import { quoted, short, SvgBrush } from "../plots/svgsurface"
import type { Context } from "./paint/brush"

/** A full turn, but for rounding. */
const TURN = 2 * Math.PI - 1e-6

export class SvgContext extends SvgBrush implements Context {
  private dashes: readonly number[] = []
  private readonly ruler = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D

  translate(x: number, y: number): void {
    this.group(`translate(${short(x)} ${short(y)})`)
  }

  scale(x: number, y: number): void {
    this.group(`scale(${x} ${y})`)
  }

  setLineDash(dashes: readonly number[]): void {
    this.dashes = dashes
  }

  closePath(): void {
    this.path += "z"
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.path += `Q${short(cx)} ${short(cy)} ${short(x)} ${short(y)}`
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = Math.min(radius, width / 2, height / 2)
    const corner = (dx: number, dy: number) => `a${short(r)} ${short(r)} 0 0 1 ${short(dx)} ${short(dy)}`
    const [across, down] = [short(width - 2 * r), short(height - 2 * r)]
    this.path += `M${short(x + r)} ${short(y)}h${across}${corner(r, r)}v${down}${corner(-r, r)}`
    this.path += `h-${across}${corner(-r, -r)}v-${down}${corner(r, -r)}z`
  }

  override arc(x: number, y: number, radius: number, start = 0, end = 2 * Math.PI): void {
    if (end - start >= TURN) return super.arc(x, y, radius)
    const at = (angle: number) => `${short(x + radius * Math.cos(angle))} ${short(y + radius * Math.sin(angle))}`
    const isLong = end - start > Math.PI ? 1 : 0
    this.path += `M${at(start)}A${short(radius)} ${short(radius)} 0 ${isLong} 1 ${at(end)}`
  }

  measureText(text: string): TextMetrics {
    this.ruler.font = this.font
    return this.ruler.measureText(text)
  }

  protected override lineStyle(): string {
    return this.dashes.length === 0 ? "" : ` stroke-dasharray="${this.dashes.map(short).join(" ")}"`
  }

  protected override baseline(): string {
    if (this.textBaseline === "top") return "text-before-edge"
    return this.textBaseline === "bottom" ? "text-after-edge" : super.baseline()
  }

  /** Holds until what was saved last is restored, as on a canvas. */
  private group(transform: string): void {
    this.open(`<g transform="${quoted(transform)}">`)
  }
}
