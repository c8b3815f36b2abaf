/** Numbers as they stand in the text: how far a slider may take one, and how the result is written. */

/** Beyond these a slider begun at zero does not go. */
const FROM_ZERO = { whole: 10, broken: 1 }
/** A slider has about so many places. */
const PLACES = 100

export interface Literal {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly step: number
  /** Digits after the point: at least, at most. */
  readonly least: number
  readonly most: number
}

/** Read `12`, `0.5`, `.5` or `-3.`; null for what a slider would spell differently, such as `1e-3`. */
export function literalOf(text: string): Literal | null {
  const parts = /^-?(?:\d+(\.\d*)?|(\.\d+))$/.exec(text)
  if (!parts) return null
  const value = Number(text)
  const fraction = parts[1] ?? parts[2]
  const isWhole = fraction === undefined
  const reach = 2 * Math.abs(value) || (isWhole ? FROM_ZERO.whole : FROM_ZERO.broken)
  const low = value > 0 ? 0 : -reach
  const high = value < 0 ? 0 : reach
  const exponent = Math.floor(Math.log10((high - low) / PLACES))
  const least = isWhole ? 0 : Math.max(1, fraction.length - 1)
  return {
    value,
    low,
    high,
    step: 10 ** (isWhole ? Math.max(0, exponent) : exponent),
    least,
    most: isWhole ? 0 : Math.max(least, -exponent),
  }
}

/** How far up its slider a number stands: 0 to 1. */
export function shareOf(value: number, { low, high }: Literal): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)))
}

/** The number at a share of the slider, written in the manner of the literal. */
export function textAt(share: number, { low, high, step, least, most }: Literal): string {
  const value = low + Math.min(1, Math.max(0, share)) * (high - low)
  const digits = (Math.round(value / step) * step).toFixed(Math.min(100, most))
  return shortened(digits, least).replace(/^-(?=[0.]*$)/, "")
}

/** Without zeros at the end, but for the first `least` digits after the point. */
function shortened(digits: string, least: number): string {
  const point = digits.indexOf(".")
  if (point < 0) return digits
  let end = digits.length
  while (end - 1 - point > least && digits[end - 1] === "0") end--
  return digits.slice(0, end)
}
