/** The steady state of plots over time: shift the picture by whole pixels, draw only what is new. */

import { columnOf, type Columns } from "../series/decimate"

/** What to do to bring a picture up to date. */
export interface Strip extends Columns {
  /** Columns by which to move what is there to the left. */
  readonly shift: number
  /** First column to draw; everything right of it is drawn anew. */
  readonly start: number
}

export class Scroll {
  private right = NaN
  private perSecond = NaN

  /** The picture so far is void: the next strip is all of it. */
  invalidate(): void {
    this.right = NaN
  }

  /**
   * Move on to another last second.
   *
   * `drawnTo` is the time up to which the picture is complete, `margin` how many columns before
   * that a line may still change by what follows: half its width.
   */
  advance(end: number, window: number, width: number, drawnTo: number, margin: number): Strip {
    const perSecond = width / window
    const right = Math.round(end * perSecond)
    const columns = { perSecond, origin: right - width }
    const shift = perSecond === this.perSecond ? right - this.right : NaN
    this.right = right
    this.perSecond = perSecond
    if (!(shift >= 0 && shift < width)) return { ...columns, shift: 0, start: 0 }
    const incomplete = Math.floor(columnOf(drawnTo, columns)) - margin
    return { ...columns, shift, start: Math.max(0, Math.min(width - shift, incomplete)) }
  }
}
