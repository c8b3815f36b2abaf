/** Fewer points for the same picture: what falls into one column of pixels is one stroke. */

import type { Ring } from "./ring"

/** More samples than this in a column, and only its first, least, greatest and last are drawn. */
const SAMPLES_PER_COLUMN = 4

/** Where times lie on the screen: column 0 is the left edge of the plot. */
export interface Columns {
  /** Device pixels in a simulated second. */
  readonly perSecond: number
  /** Whole pixels from time zero to column 0. Whole, so that columns hold the same samples always. */
  readonly origin: number
}

/** Points (x in columns, y as sampled) in one array, used again for every line. */
export class Points {
  xy = new Float64Array(1024)
  n = 0

  add(x: number, y: number): void {
    if (2 * this.n + 2 > this.xy.length) this.enlarge()
    this.xy[2 * this.n] = x
    this.xy[2 * this.n + 1] = y
    this.n++
  }

  private enlarge(): void {
    const larger = new Float64Array(2 * this.xy.length)
    larger.set(this.xy)
    this.xy = larger
  }
}

export function columnOf(time: number, columns: Columns): number {
  return time * columns.perSecond - columns.origin
}

export function timeOf(column: number, columns: Columns): number {
  return (column + columns.origin) / columns.perSecond
}

/**
 * Write a channel's samples `from ≤ i < to` as points, as few as look the same.
 *
 * Shifting the origin by whole pixels shifts the points and changes nothing else, so a picture
 * that has scrolled and one drawn anew agree.
 */
export function trace(
  ring: Ring,
  channel: number,
  from: number,
  to: number,
  columns: Columns,
  into: Points,
): void {
  into.n = 0
  if (isDense(ring, from, to, columns)) traceColumns(ring, channel, from, to, columns, into)
  else traceSamples(ring, channel, from, to, columns, into)
}

/** Whether samples lie so close that columns should be merged. */
export function isDense(ring: Ring, from: number, to: number, columns: Columns): boolean {
  if (to - from < 2) return false
  const width = (ring.time(to - 1) - ring.time(from)) * columns.perSecond
  return to - from - 1 > SAMPLES_PER_COLUMN * width
}

function traceSamples(
  ring: Ring, channel: number, from: number, to: number, columns: Columns, into: Points,
): void {
  for (let i = from; i < to; i++) into.add(columnOf(ring.time(i), columns), ring.value(channel, i))
}

function traceColumns(
  ring: Ring, channel: number, from: number, to: number, columns: Columns, into: Points,
): void {
  let column = Math.floor(columnOf(ring.time(from), columns))
  let start = from
  for (let i = from + 1; i < to; i++) {
    const here = Math.floor(columnOf(ring.time(i), columns))
    if (here === column) continue
    traceColumn(ring, channel, start, i, column, into)
    column = here
    start = i
  }
  if (to > from) traceColumn(ring, channel, start, to, column, into)
}

/** First, least and greatest in the order they came, last; all in the middle of the column. */
function traceColumn(
  ring: Ring, channel: number, from: number, to: number, column: number, into: Points,
): void {
  let least = from
  let greatest = from
  for (let i = from + 1; i < to; i++) {
    const value = ring.value(channel, i)
    if (value < ring.value(channel, least)) least = i
    else if (value > ring.value(channel, greatest)) greatest = i
  }
  const x = column + 0.5
  into.add(x, ring.value(channel, from))
  if (least !== greatest) {
    into.add(x, ring.value(channel, Math.min(least, greatest)))
    into.add(x, ring.value(channel, Math.max(least, greatest)))
  }
  into.add(x, ring.value(channel, to - 1))
}
