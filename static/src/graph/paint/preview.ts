/** Draws what a closed network holds as a small picture inside its box. */
import { type Box, centreOf } from "../geometry"
import { placingOf } from "../ghost"
import type { Item } from "../items"
import type { Scene } from "../scene"
import { isRound } from "../shapes"
import { type Brush, circle, ink, roundedBox } from "./brush"

/** `bounds` is the box around the scene `inside`, in its own coordinates. */
export function drawPreview(brush: Brush, box: Box, inside: Scene, bounds: Box): void {
  const { ctx, palette } = brush
  const placing = placingOf(box, bounds)
  const origin = placing.at({ x: 0, y: 0 })
  const hairline = 0.7 / placing.scale
  ctx.save()
  ctx.translate(origin.x, origin.y)
  ctx.scale(placing.scale, placing.scale)
  ctx.strokeStyle = palette.edge
  ctx.lineWidth = hairline
  for (const { curve } of inside.wires) {
    ctx.beginPath()
    ctx.moveTo(curve.from.x, curve.from.y)
    ctx.quadraticCurveTo(curve.control.x, curve.control.y, curve.to.x, curve.to.y)
    ctx.stroke()
  }
  for (const item of inside.items.values()) drawSmall(brush, item, hairline)
  ctx.restore()
}

function drawSmall(brush: Brush, item: Item, hairline: number): void {
  const { ctx, palette } = brush
  if (isRound(item.object)) circle(ctx, centreOf(item.box), item.box.width / 2)
  else roundedBox(ctx, item.box, 6)
  if (isRound(item.object)) ink(brush, palette.ensembleFill, palette.ensembleLine, hairline)
  else if (item.object.kind === "node") ink(brush, palette.nodeFill, palette.nodeLine, hairline)
  else ink(brush, palette.canvas, palette.networkLine, hairline)
}
