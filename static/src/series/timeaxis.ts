/** The one time axis all plots share: where it ends, and the instant that is pointed at. */
export class TimeAxis {
  /** Simulated second the axis ends at while looking back; null follows the newest sample. */
  end: number | null = null
  /** Simulated second under the pointer, in whichever plot; null when none is pointed at. */
  pointed: number | null = null
  version = 0

  constructor(private readonly changed: () => void) {}

  /** Look back to a time, or with null return to the live edge. The simulation runs on. */
  look(end: number | null): void {
    if (end === this.end) return
    this.end = end
    this.announce()
  }

  /** Point at an instant in every plot, or with null at none. */
  point(time: number | null): void {
    if (time === this.pointed) return
    this.pointed = time
    this.announce()
  }

  /** Last second on the axis of a plot. The first window fills from the left, then time scrolls. */
  lastSecond(now: number, window: number): number {
    return Math.max(this.end ?? now, window)
  }

  private announce(): void {
    this.version++
    this.changed()
  }
}
