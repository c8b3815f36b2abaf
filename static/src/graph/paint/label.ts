/** Writes the names of objects below them, as many as there is room for. */
import { type Box, centreOf, overlap } from "../geometry"
import type { Item } from "../items"
import { type Brush, roundedBox, steadySize } from "./brush"
import { fillAt } from "./item"

/** Below this zoom no name is written; below the next, none that would cover another. */
const NONE = 0.2
const CROWDED = 0.75
/** Size of a name at zoom 1, and its longest length. */
const SIZE = 12.5
const LONGEST = 24
/** Between an object and its name. */
const GAP = 5

/** `prepare` is called before each, to dim it or not. */
export function drawLabels(brush: Brush, items: readonly Item[], prepare: (item: Item) => void): void {
  if (brush.zoom < NONE) return
  const size = steadySize(brush, SIZE)
  brush.ctx.font = `500 ${size}px ${brush.palette.sans}`
  brush.ctx.textAlign = "center"
  brush.ctx.textBaseline = "top"
  const written: Box[] = []
  for (const item of items) {
    if (item.open || item.object.label === "") continue
    const label = shortened(item.object.label)
    const box = labelBox(brush, item, label, size)
    if (brush.zoom < CROWDED && written.some((other) => overlap(other, box))) continue
    written.push(box)
    prepare(item)
    write(brush, item, label, box, size)
  }
}

function labelBox({ ctx, zoom }: Brush, { box }: Item, label: string, size: number): Box {
  const width = ctx.measureText(label).width + size * 0.5
  const top = box.top + box.height + GAP / Math.max(zoom, 0.8)
  return { left: centreOf(box).x - width / 2, top, width, height: size * 1.3 }
}

/** On a ground of its own, so that lines do not strike it through. */
function write({ ctx, palette }: Brush, item: Item, label: string, box: Box, size: number): void {
  const bright = ctx.globalAlpha
  ctx.globalAlpha = bright * 0.82
  ctx.fillStyle = item.depth === 0 ? palette.canvas : fillAt({ palette }, item.depth - 1)
  roundedBox(ctx, box, size * 0.25)
  ctx.fill()
  ctx.globalAlpha = bright
  ctx.fillStyle = palette.text
  ctx.fillText(label, centreOf(box).x, box.top + size * 0.16)
}

function shortened(label: string): string {
  return label.length <= LONGEST ? label : `${label.slice(0, LONGEST - 1)}…`
}
