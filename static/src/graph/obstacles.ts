/** Tells which objects a line would run behind. Pure. */
import { type Box, contains, type Curve, grown, pointOn } from "./geometry"
import type { Item } from "./items"
import { LABEL_HEIGHT } from "./shapes"

/** Objects are found by the cell of this many pixels that a point lies in. */
const CELL = 64
/** A curve is looked at in so many places between its ends. */
const PLACES = 16
/** No graph is wider than this many cells, so a pair of cell numbers fits into one. */
const MOST_CELLS = 1 << 20

export class Obstacles {
  private readonly cells = new Map<number, { readonly item: Item; readonly box: Box }[]>()

  constructor(items: Iterable<Item>) {
    for (const item of items) this.add(item)
  }

  /** How many objects a curve runs behind, or their labels; `spared` do not count. */
  behind(curve: Curve, spared: (item: Item) => boolean): number {
    const met = new Set<Item>()
    for (let i = 1; i < PLACES; i++) {
      const point = pointOn(curve, i / PLACES)
      for (const { item, box } of this.cells.get(keyOf(cellOf(point.x), cellOf(point.y))) ?? []) {
        if (!met.has(item) && contains(box, point) && !spared(item)) met.add(item)
      }
    }
    return met.size
  }

  private add(item: Item): void {
    const box = grown({ ...item.box, height: item.box.height + (item.open ? 0 : LABEL_HEIGHT) }, 2)
    const [right, bottom] = [cellOf(box.left + box.width), cellOf(box.top + box.height)]
    for (let x = cellOf(box.left); x <= right; x++) {
      for (let y = cellOf(box.top); y <= bottom; y++) this.put(keyOf(x, y), { item, box })
    }
  }

  private put(key: number, entry: { readonly item: Item; readonly box: Box }): void {
    const cell = this.cells.get(key)
    if (cell === undefined) this.cells.set(key, [entry])
    else cell.push(entry)
  }
}

function cellOf(position: number): number {
  return Math.floor(position / CELL)
}

function keyOf(x: number, y: number): number {
  return x * MOST_CELLS + y
}
