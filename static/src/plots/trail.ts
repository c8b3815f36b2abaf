/** Decides how much of a path is to be drawn: its new end, or all of it because it has faded. */

import type { Path } from "./path"

/** Samples `from ≤ i < to`. */
type Span = Pick<Path, "from" | "to">

export class Trail {
  private looks = ""
  /** The path when it was last drawn as a whole. */
  private whole: Span = { from: 0, to: 0 }
  private end = 0

  /** `fades`: the path has faded visibly when this part of it is new. */
  constructor(private readonly fades: number) {}

  /** The picture so far is void. */
  invalidate(): void {
    this.looks = ""
  }

  /**
   * Move on to a path. Returns the sample to draw on from; null to draw all of it.
   *
   * `looks` is everything the picture depends on other than samples.
   */
  advance({ from, to }: Span, looks: string): number | null {
    const step = (to - from) / this.fades
    const isKept =
      looks === this.looks && to >= this.end && to - this.whole.to < step && isWithin(from - this.whole.from, step)
    const drawnTo = this.end
    this.looks = looks
    this.end = to
    if (!isKept) this.whole = { from, to }
    return isKept ? drawnTo - 1 : null
  }
}

function isWithin(distance: number, limit: number): boolean {
  return distance >= 0 && distance < limit
}
