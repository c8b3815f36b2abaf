/** Draws where a line leads that stops at a closed network: into a small picture of its inside. */
import { grown } from "../geometry"
import type { Ghost } from "../ghost"
import { type Brush, circle, roundedBox } from "./brush"
import { fillAt } from "./item"
import { drawPreview } from "./preview"

const DASHES = [3, 3]

export function drawGhosts(brush: Brush, ghosts: readonly Ghost[]): void {
  const shown = new Set<string>()
  for (const ghost of ghosts) {
    if (!shown.has(ghost.network.object.id)) drawInside(brush, ghost)
    shown.add(ghost.network.object.id)
    drawLine(brush, ghost)
  }
}

function drawInside(brush: Brush, { network, inside, bounds }: Ghost): void {
  roundedBox(brush.ctx, grown(network.box, -5), 6)
  brush.ctx.fillStyle = fillAt(brush, network.depth)
  brush.ctx.fill()
  drawPreview(brush, network.box, inside, bounds)
}

function drawLine({ ctx, palette, weight }: Brush, { from, to }: Ghost): void {
  ctx.strokeStyle = ctx.fillStyle = palette.accent
  ctx.lineWidth = 1.5 * weight
  ctx.setLineDash(DASHES)
  ctx.beginPath()
  ctx.moveTo(from.x, from.y)
  ctx.lineTo(to.x, to.y)
  ctx.stroke()
  ctx.setLineDash([])
  circle(ctx, to, 3.5)
  ctx.fill()
}
