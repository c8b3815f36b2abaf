/** Draws what moves with time: the ring and halo of a rate, the neurons that speak, signed values. */
import { centreOf, type Point } from "../geometry"
import type { Item } from "../items"
import { N_DOTS } from "../../protocol/frames"
import { isRound, SUNFLOWER } from "../shapes"
import { type Brush, circle, FAR, NEAR, TAU } from "./brush"
import { dotRadius } from "./item"

/** One byte for each object and `N_DOTS` for each ensemble; see `server/.../protocol/frames.py`. */
export interface Pulse {
  /** Smoothed rate of each object over its maximum, 0 … 1; for Nodes 0.5 is zero. */
  readonly levels: Float32Array
  /** The same, but fading slowly: what the halo shows. */
  readonly glow: Float32Array
  readonly dots: Uint8Array
}

/** Brightness of dots is drawn in so many steps, so that one path serves many dots. */
const STEPS = 4
/** Bytes below this are silence. */
const SILENCE = 24

export function drawHalo(
  { ctx, palette, zoom }: Brush<CanvasRenderingContext2D>,
  item: Item,
  glow: number,
  sprite: CanvasImageSource,
): void {
  if (zoom < FAR || glow < 0.03 || !isRound(item.object)) return
  const { x, y } = centreOf(item.box)
  const reach = (item.box.width / 2) * HALO_REACH
  ctx.globalAlpha = Math.min(1, glow) * Number(palette.haloStrength)
  ctx.drawImage(sprite, x - reach, y - reach, 2 * reach, 2 * reach)
  ctx.globalAlpha = 1
}

/** Radius of a halo over that of its ensemble. */
const HALO_REACH = 1.62

/** A soft ring around nothing, drawn once and then stamped around every active ensemble. */
export function haloSprite(colour: string): HTMLCanvasElement {
  const side = 128
  const canvas = document.createElement("canvas")
  canvas.width = canvas.height = side
  const ctx = canvas.getContext("2d")
  if (ctx === null) return canvas
  const inner = side / 2 / HALO_REACH
  const gradient = ctx.createRadialGradient(side / 2, side / 2, inner, side / 2, side / 2, side / 2)
  gradient.addColorStop(0, `color-mix(in srgb, ${colour} 80%, transparent)`)
  gradient.addColorStop(0.45, `color-mix(in srgb, ${colour} 26%, transparent)`)
  gradient.addColorStop(1, "transparent")
  ctx.fillStyle = gradient
  ctx.fillRect(0, 0, side, side)
  ctx.globalCompositeOperation = "destination-out"
  circle(ctx, { x: side / 2, y: side / 2 }, inner)
  ctx.fill()
  return canvas
}

export function drawPulse(brush: Brush, item: Item, pulse: Pulse): void {
  const level = pulse.levels[item.index] ?? 0
  if (item.open) return
  if (brush.zoom < FAR) drawTint(brush, item, level)
  else if (isRound(item.object)) drawActive(brush, item, level, pulse.dots)
  else if (item.object.kind === "network") drawMeter(brush, item, level)
  else if (item.object.glyph !== "passthrough") drawSigned(brush, item, level)
}

function drawTint({ ctx, palette }: Brush, { object, box }: Item, level: number): void {
  const strength = object.kind === "node" ? Math.abs(level - 0.5) * 2 : level
  if (strength < 0.05) return
  ctx.globalAlpha = Math.min(1, strength)
  ctx.fillStyle = palette.activity
  ctx.fillRect(box.left, box.top, box.width, box.height)
  ctx.globalAlpha = 1
}

function drawActive(brush: Brush, item: Item, level: number, dots: Uint8Array): void {
  const centre = centreOf(item.box)
  const radius = item.box.width / 2
  drawRate(brush, centre, radius + 3.5, level)
  if (brush.zoom >= NEAR * 0.66 && item.ensemble >= 0) drawNeurons(brush, centre, radius, dots, item.ensemble)
}

/** The ring: its length is the rate over the maximum rate, clockwise from the top. */
function drawRate({ ctx, palette, weight }: Brush, { x, y }: Point, radius: number, level: number): void {
  if (level < 0.01) return
  ctx.strokeStyle = palette.activity
  ctx.lineWidth = 3 * weight
  ctx.beginPath()
  ctx.arc(x, y, radius, -TAU / 4, -TAU / 4 + TAU * Math.min(1, level))
  ctx.stroke()
}

function drawNeurons(
  { ctx, palette }: Brush,
  { x, y }: Point,
  radius: number,
  dots: Uint8Array,
  ensemble: number,
): void {
  const size = dotRadius(radius) * 1.15
  const first = ensemble * N_DOTS
  ctx.fillStyle = palette.activity
  for (let step = 0; step < STEPS; step++) {
    ctx.beginPath()
    for (let k = 0; k < N_DOTS; k++) {
      if (stepOf(dots[first + k] ?? 0) !== step) continue
      const place = SUNFLOWER[k] as Point
      ctx.moveTo(x + place.x * radius + size, y + place.y * radius)
      ctx.arc(x + place.x * radius, y + place.y * radius, size, 0, TAU)
    }
    ctx.globalAlpha = (step + 1) / STEPS
    ctx.fill()
  }
  ctx.globalAlpha = 1
}

/** Which of the steps of brightness a byte falls in; -1 for silence. */
function stepOf(byte: number): number {
  return byte < SILENCE ? -1 : Math.min(STEPS - 1, Math.floor((byte / 256) * STEPS))
}

/** A closed network: a bar along its lower edge as long as its members are active on average. */
function drawMeter({ ctx, palette }: Brush, { box }: Item, level: number): void {
  if (level < 0.01) return
  const width = (box.width - 24) * Math.min(1, level)
  ctx.fillStyle = palette.activity
  ctx.beginPath()
  ctx.roundRect(box.left + 12, box.top + box.height - 13, width, 3, 1.5)
  ctx.fill()
}

/** A Node: a bar from the middle of its right edge, up for positive and down for negative. */
function drawSigned({ ctx, palette }: Brush, { box }: Item, level: number): void {
  const { y } = centreOf(box)
  const height = (level - 0.5) * (box.height - 8)
  if (Math.abs(height) < 0.5) return
  ctx.fillStyle = palette.activity
  ctx.fillRect(box.left + box.width - 6, Math.min(y, y - height), 3, Math.abs(height))
}
