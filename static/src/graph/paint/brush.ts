/** What every drawing of the graph needs, and the few strokes they share. */
import type { Box, Point } from "../geometry"
import type { Palette } from "./palette"

/** What the graph uses of a canvas. Whatever does this much can be drawn on. */
export type Context = Pick<
  CanvasRenderingContext2D,
  | "save" | "restore" | "translate" | "scale" | "beginPath" | "closePath" | "moveTo" | "lineTo" | "arc"
  | "quadraticCurveTo" | "fill" | "stroke" | "fillRect" | "fillText" | "measureText" | "setLineDash"
  | "fillStyle" | "strokeStyle" | "globalAlpha" | "lineWidth" | "lineCap" | "font" | "textAlign" | "textBaseline"
> & { roundRect(left: number, top: number, width: number, height: number, radius: number): void }

export interface Brush<On extends Context = Context> {
  /** Its units are pixels of the graph at zoom 1. */
  readonly ctx: On
  readonly palette: Palette
  readonly zoom: number
  /** Strokes are this much thicker than usual: 1, or more where contrast is asked for. */
  readonly weight: number
}

/** Below this zoom only boxes and straight lines are drawn; above the next, every detail. */
export const FAR = 0.35
export const NEAR = 0.9

export const TAU = 2 * Math.PI

export function circle(ctx: Context, { x, y }: Point, radius: number): void {
  ctx.beginPath()
  ctx.arc(x, y, Math.max(0, radius), 0, TAU)
}

export function roundedBox(ctx: Context, box: Box, radius: number): void {
  ctx.beginPath()
  ctx.roundRect(box.left, box.top, box.width, box.height, radius)
}

/** Fill and stroke the current path. */
export function ink({ ctx, weight }: Brush, fill: string, line: string, width: number): void {
  ctx.fillStyle = fill
  ctx.fill()
  ctx.strokeStyle = line
  ctx.lineWidth = width * weight
  ctx.stroke()
}

/** A size in screen pixels that follows the zoom only a little, as one in graph pixels. */
export function steadySize({ zoom }: Brush, size: number): number {
  return (size * Math.min(1.5, Math.max(0.8, zoom))) / zoom
}
