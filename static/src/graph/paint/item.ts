/** Draws objects: squares, circles, stacks and rounded boxes. What moves with time is not drawn here. */
import type { GraphObject } from "../../protocol/generated"
import { boxAround, centreOf, grown, type Point } from "../geometry"
import type { Item } from "../items"
import { isArray, isRound, STACK_STEP, SUNFLOWER, TITLE_HEIGHT } from "../shapes"
import { type Brush, circle, FAR, ink, roundedBox, steadySize, type Context } from "./brush"

const STROKE = 1.75
/** Up to this zoom a closed network shows how much is in it, beyond it what. */
const PREVIEW = 1.5

export function drawItem(brush: Brush, item: Item): void {
  if (item.open) drawOpenNetwork(brush, item)
  else if (brush.zoom < FAR) drawFar(brush, item)
  else if (isArray(item.object)) drawArray(brush, item)
  else if (item.object.kind === "ensemble") drawEnsemble(brush, item)
  else if (item.object.kind === "network") drawClosedNetwork(brush, item)
  else drawNode(brush, item)
}

/** A ring around what is selected or hovered. */
export function drawRing(brush: Brush, item: Item, colour: string, width: number): void {
  const { ctx } = brush
  const gap = item.open ? 3 : isRound(item.object) ? 8 : 5
  ctx.strokeStyle = colour
  ctx.lineWidth = width
  if (isRound(item.object) && !item.open) circle(ctx, centreOf(item.box), item.box.width / 2 + gap)
  else roundedBox(ctx, grown(item.box, gap), item.open ? 15 : item.object.kind === "network" ? 13 : 7)
  ctx.stroke()
}

function drawFar({ ctx, palette }: Brush, { object, box }: Item): void {
  ctx.fillStyle = { ensemble: palette.ensembleLine, node: palette.nodeLine, network: palette.networkLine }[
    object.kind
  ]
  ctx.fillRect(box.left, box.top, box.width, box.height)
}

function drawEnsemble(brush: Brush, { box }: Item): void {
  const { ctx, palette, zoom } = brush
  const centre = centreOf(box)
  circle(ctx, centre, box.width / 2)
  ink(brush, palette.ensembleFill, palette.ensembleLine, STROKE)
  if (zoom > 0.6) drawDots(brush, centre, box.width / 2)
}

function drawDots({ ctx, palette }: Brush, { x, y }: Point, radius: number): void {
  const size = dotRadius(radius)
  ctx.fillStyle = palette.dot
  ctx.beginPath()
  for (const dot of SUNFLOWER) {
    const [dx, dy] = [x + dot.x * radius, y + dot.y * radius]
    ctx.moveTo(dx + size, dy)
    ctx.arc(dx, dy, size, 0, 2 * Math.PI)
  }
  ctx.fill()
}

export function dotRadius(radius: number): number {
  return radius * 0.068
}

function drawArray(brush: Brush, item: Item): void {
  const { ctx, palette } = brush
  const centre = centreOf(item.box)
  const radius = item.box.width / 2
  for (const behind of [2, 1]) {
    circle(ctx, { x: centre.x + behind * STACK_STEP, y: centre.y - behind * STACK_STEP }, radius)
    ink(brush, palette.ensembleFill, palette.ensembleLine, 1.25)
  }
  circle(ctx, centre, radius)
  ink(brush, palette.ensembleFill, palette.ensembleLine, STROKE)
  write(brush, `×${item.object.n_members}`, centre, 13, palette.text)
}

function drawClosedNetwork(brush: Brush, { object, box, depth }: Item): void {
  const { ctx, palette, zoom } = brush
  roundedBox(ctx, box, 10)
  ink(brush, fillAt(brush, depth), palette.networkLine, 2)
  roundedBox(ctx, grown(box, -4), 7)
  ctx.lineWidth = 1
  ctx.stroke()
  if (zoom < PREVIEW) write(brush, `▸ ${object.n_objects}`, centreOf(box), 13, palette.muted)
}

/** True where a closed network is large enough on the screen to show its own layout. */
export function showsPreview(zoom: number, item: Item): boolean {
  return zoom >= PREVIEW && item.object.kind === "network" && !item.open && !isArray(item.object)
}

function drawOpenNetwork(brush: Brush, { object, box, depth }: Item): void {
  const { ctx, palette } = brush
  roundedBox(ctx, box, 12)
  ink(brush, fillAt(brush, depth), palette.networkLine, 1.5)
  if (brush.zoom < FAR) return
  const size = Math.min(steadySize(brush, 12.5), 26)
  ctx.font = `600 ${size}px ${palette.sans}`
  ctx.textAlign = "left"
  ctx.textBaseline = "middle"
  ctx.fillStyle = palette.muted
  ctx.fillText(`▾ ${object.label}`, box.left + 12, box.top + TITLE_HEIGHT / 2 + 2, box.width - 24)
}

function drawNode(brush: Brush, { object, box }: Item): void {
  const { ctx, palette } = brush
  if (object.glyph === "passthrough") {
    drawDiamond(brush, centreOf(box), box.width / 2)
    return
  }
  roundedBox(ctx, box, 3)
  ink(brush, palette.nodeFill, palette.nodeLine, STROKE)
  if (brush.zoom > 0.5) drawGlyph(brush, object.glyph, centreOf(box))
}

function drawDiamond(brush: Brush, { x, y }: Point, reach: number): void {
  const { ctx, palette } = brush
  ctx.beginPath()
  ctx.moveTo(x, y - reach)
  ctx.lineTo(x + reach, y)
  ctx.lineTo(x, y + reach)
  ctx.lineTo(x - reach, y)
  ctx.closePath()
  ink(brush, palette.nodeFill, palette.nodeLine, 1.5)
}

function drawGlyph(brush: Brush, glyph: GraphObject["glyph"], centre: Point): void {
  const { ctx, palette } = brush
  ctx.fillStyle = palette.nodeLine
  ctx.strokeStyle = palette.nodeLine
  if (glyph === "constant") {
    const { left, top, width, height } = boxAround(centre, 9, 9)
    ctx.fillRect(left, top, width, height)
  } else if (glyph === "source") {
    triangle(ctx, centre)
  } else if (glyph === "input") {
    drawKeys(brush, centre)
  } else if (glyph === "html") {
    write(brush, "‹ › HTML", centre, 12, palette.nodeLine)
  } else {
    write(brush, "ƒ", { x: centre.x, y: centre.y }, 19, palette.nodeLine, `italic 500`)
  }
}

function triangle(ctx: Context, { x, y }: Point): void {
  ctx.beginPath()
  ctx.moveTo(x - 5, y - 6.5)
  ctx.lineTo(x + 7, y)
  ctx.lineTo(x - 5, y + 6.5)
  ctx.closePath()
  ctx.fill()
}

/** A small keyboard: this Node takes what the user gives it. */
function drawKeys({ ctx }: Brush, { x, y }: Point): void {
  ctx.lineWidth = 1.5
  ctx.beginPath()
  ctx.roundRect(x - 10, y - 6.5, 20, 13, 2)
  ctx.stroke()
  for (const row of [-2.5, 1])
    for (const column of [-6, -2, 2, 6]) ctx.fillRect(x + column - 0.9, y + row - 0.9, 1.8, 1.8)
}

function write(
  { ctx, palette }: Brush,
  text: string,
  { x, y }: Point,
  size: number,
  colour: string,
  style = "500",
): void {
  ctx.font = `${style} ${size}px ${palette.sans}`
  ctx.textAlign = "center"
  ctx.textBaseline = "middle"
  ctx.fillStyle = colour
  ctx.fillText(text, x, y + size * 0.06)
}

/** Fill of a network so deep in others. */
export function fillAt({ palette }: Pick<Brush, "palette">, depth: number): string {
  return palette.networkFills[Math.min(depth, palette.networkFills.length - 1)] ?? palette.canvas
}
