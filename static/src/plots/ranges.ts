/** Numbers for people: ends and steps of axes, and how values and times are written. */

import type { Extent } from "../series/ring"

/** A radius of 1 is what most models represent, so values start out on this axis. */
export const UNIT: Extent = { low: -1, high: 1 }
const MINUS = "\u2212"

/** The least of 1, 2 and 5 times a power of ten that is no less than `size`. */
export function niceStep(size: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return 1
  const power = 10 ** Math.floor(Math.log10(size) + 1e-9)
  const step = [1, 2, 5, 10].find((factor) => factor * power >= size * (1 - 1e-9)) ?? 10
  return step * power
}

/** Round an extent outwards to steps of about a sixth of it. */
export function niceRange(extent: Extent): Extent {
  const size = extent.high - extent.low
  if (!(size > 0)) return aroundOne(extent.low)
  const step = niceStep(size / 6)
  return {
    low: Math.floor(extent.low / step + 1e-9) * step + 0, // + 0: there is no minus zero on an axis
    high: Math.ceil(extent.high / step - 1e-9) * step + 0,
  }
}

/** A range to show a constant in. */
function aroundOne(value: number): Extent {
  if (!Number.isFinite(value)) return UNIT
  const step = niceStep(Math.abs(value) / 4 || 1)
  return { low: value - step, high: value + step }
}

/** Values up to here may be those of a vector of length 1 and some noise; beyond, ±1 says nothing. */
const NEAR_UNIT = 2

/** The range for everything seen so far: at least ±1 for small values, with zero on it for others. */
export function rangeOf(seen: Extent): Extent {
  if (seen.low > seen.high) return UNIT
  const isNear = Math.max(-seen.low, seen.high) <= NEAR_UNIT
  const least = isNear ? UNIT : { low: 0, high: 0 }
  const all = { low: Math.min(seen.low, least.low), high: Math.max(seen.high, least.high) }
  return all.low === UNIT.low && all.high === UNIT.high ? UNIT : niceRange(all)
}

/** Scale a range about one of its values; a factor below 1 shows less, larger. */
export function scaled(range: Extent, factor: number, about: number): Extent {
  const size = (range.high - range.low) * factor
  return {
    low: roundedFor(size, about - (about - range.low) * factor),
    high: roundedFor(size, about + (range.high - about) * factor),
  }
}

/** A number without digits that nobody sees in a range of this size: a thousandth of it. */
export function roundedFor(size: number, value: number): number {
  const digits = -Math.floor(Math.log10(size / 1000))
  const scale = 10 ** Math.abs(digits)
  return digits >= 0 ? Math.round(value * scale) / scale : Math.round(value / scale) * scale
}

/** Multiples of a nice step within a range, so that it falls into at most `most` parts. */
export function ticks(range: Extent, most: number): number[] {
  const step = niceStep((range.high - range.low) / Math.max(1, most))
  const first = Math.ceil(range.low / step - 1e-9)
  const last = Math.floor(range.high / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => (first + k) * step)
}

/** A value in few characters: 1, −0.25, 1.5k, 2e9. */
export function formatValue(value: number): string {
  const size = Math.abs(value)
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : `${MINUS}∞`
  if (size >= 1e6 || (size > 0 && size < 1e-3)) return signed(shortest(value.toExponential(2)))
  if (size >= 1e4) return signed(`${shortest((value / 1e3).toFixed(1))}k`)
  return signed(shortest(value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)))
}

/** A value that changes while one looks: always as many digits, so that nothing jumps. */
export function formatReading(value: number): string {
  const size = Math.abs(value)
  if (!Number.isFinite(value) || size >= 1e4) return formatValue(value)
  return signed(value.toFixed(size >= 100 ? 1 : size >= 10 ? 2 : 3))
}

/** Simulated seconds on an axis of a certain length. */
export function formatTime(time: number, window: number): string {
  const text = time.toFixed(window < 0.5 ? 3 : window <= 5 ? 2 : 1)
  return signed(text)
}

function shortest(text: string): string {
  return text.replace(/(\.\d*?)0+(?=\D|$)/, "$1").replace(/\.(?=\D|$)/, "").replace("e+", "e")
}

function signed(text: string): string {
  const written = text.replaceAll("-", MINUS)
  return /[1-9∞]/.test(written) ? written : written.replace(MINUS, "")
}
