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

/** The time axis as one plot sees it: the shared one, or the instant at which the plot was frozen. */
export class PlotTime {
  /** Simulated second after which nothing is shown, while the plot is frozen. */
  frozen: number | null = null
  private changes = 0

  constructor(
    private readonly shared: TimeAxis,
    private readonly now: () => number,
  ) {}

  get end(): number | null {
    return this.frozen ?? this.shared.end
  }

  get pointed(): number | null {
    return this.shared.pointed
  }

  get version(): number {
    return this.shared.version + this.changes
  }

  point(time: number | null): void {
    this.shared.point(time)
  }

  lastSecond(now: number, window: number): number {
    return Math.max(this.end ?? now, window)
  }

  /** Stand still at what is shown now, while all other plots and the simulation go on. */
  freeze(isFrozen: boolean): void {
    this.frozen = isFrozen ? (this.shared.end ?? this.now()) : null
    this.changes++
  }
}
