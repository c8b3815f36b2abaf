/** The arithmetic of a slider's track. */

import type { Extent } from "../series/ring"
import { UNIT, roundedFor } from "./ranges"

/** Share of the range one press of an arrow key moves, and with Shift or the page keys. */
export const STEP = 0.01
export const LEAP = 0.1

/** The range of a slider: what the plot fixes, otherwise ±1. */
export function trackRange(low: number | null | undefined, high: number | null | undefined): Extent {
  const range = { low: low ?? UNIT.low, high: high ?? UNIT.high }
  if (range.high > range.low) return range
  return low == null ? { low: range.high - 2, high: range.high } : { low: range.low, high: range.low + 2 }
}

/** How far along the track a value lies, 0 to 1; values beyond stay at the end. */
export function shareOf(value: number, range: Extent): number {
  return Math.min(1, Math.max(0, (value - range.low) / (range.high - range.low)))
}

/** The value at a place of the track, as round as the range allows: 0.3, not 0.30000000000000004. */
export function valueAt(share: number, range: Extent): number {
  const inside = Math.min(1, Math.max(0, share))
  const size = range.high - range.low
  return roundedFor(size, range.low + inside * size)
}

/** Move a value by a share of the range; one that lies beyond it may only come back. */
export function nudged(value: number, share: number, range: Extent): number {
  const size = range.high - range.low
  const moved = value + share * size
  const bound = share > 0 ? Math.max(range.high, value) : Math.min(range.low, value)
  return roundedFor(size, share > 0 ? Math.min(moved, bound) : Math.max(moved, bound))
}

/** What the user typed as a number: also with a comma, or a minus sign as typeset. Null for none. */
export function parsed(text: string): number | null {
  const plain = text.trim().replace("\u2212", "-").replace(/^([^.,]*),([^.,]*)$/, "$1.$2")
  if (plain === "") return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}

/** Values by dimension with one of them replaced, as long as the Node has dimensions. */
export function withValue(
  held: readonly (number | null)[], dimension: number, value: number | null, size: number,
): (number | null)[] {
  const all = Array.from({ length: Math.max(size, dimension + 1) }, (_, k) => held[k] ?? null)
  all[dimension] = value
  return all
}
