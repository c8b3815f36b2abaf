/** The one animation loop: everything that draws samples draws here, at most once a frame. */

/** Draws what has changed. Returns true to be called again for the next frame without being woken. */
export type Task = (now: number) => boolean | void

export interface FrameStats {
  /** Animation frames in a second, over the last frames that followed each other. */
  readonly fps: number
  /** Frames that came more than half a frame late. */
  readonly late: number
  /** Milliseconds spent in tasks: mean and greatest of the last frames. */
  readonly meanMs: number
  readonly maxMs: number
}

/** Frames looked back on for the statistics: two seconds. */
const REMEMBERED = 120
const LATE_MS = 25
/** The loop goes on for a while after the last wake-up, so that gaps between frames mean something. */
const LINGER_MS = 250

export class Scheduler {
  private readonly tasks = new Set<Task>()
  private readonly gaps = new Recent(REMEMBERED)
  private readonly costs = new Recent(REMEMBERED)
  private isRunning = false
  private awakeUntil = 0
  private lastFrame = 0

  /** `request` asks for an animation frame; given so that tests can turn the crank themselves. */
  constructor(
    private readonly request: (frame: (now: number) => void) => void = (frame) => {
      requestAnimationFrame(frame)
    },
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Call a task once for every animation frame in which there may be news. Returns how to stop. */
  add(task: Task): () => void {
    this.tasks.add(task)
    this.wake()
    return () => this.tasks.delete(task)
  }

  /** Something changed: draw with the next animation frame. */
  wake(): void {
    this.awakeUntil = this.clock() + LINGER_MS
    if (this.isRunning) return
    this.isRunning = true
    this.lastFrame = 0
    this.request(this.frame)
  }

  stats(): FrameStats {
    const gap = this.gaps.mean()
    return {
      fps: gap > 0 ? 1000 / gap : 0,
      late: this.gaps.countAbove(LATE_MS),
      meanMs: this.costs.mean(),
      maxMs: this.costs.max(),
    }
  }

  private readonly frame = (now: number): void => {
    if (this.lastFrame > 0) this.gaps.add(now - this.lastFrame)
    this.lastFrame = now
    const start = this.clock()
    let isAnimating = false
    for (const task of this.tasks) if (attempt(task, now)) isAnimating = true
    this.costs.add(this.clock() - start)
    this.isRunning = isAnimating || this.clock() < this.awakeUntil
    if (this.isRunning) this.request(this.frame)
  }
}

/** A plot that fails must not stop the others; its error still reaches the console. */
function attempt(task: Task, now: number): boolean {
  try {
    return task(now) === true
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
    return false
  }
}

/** The last so many numbers. */
class Recent {
  private readonly values: Float64Array
  private n = 0

  constructor(size: number) {
    this.values = new Float64Array(size)
  }

  add(value: number): void {
    this.values[this.n++ % this.values.length] = value
  }

  mean(): number {
    const kept = this.kept()
    return kept.length === 0 ? 0 : kept.reduce((sum, value) => sum + value, 0) / kept.length
  }

  max(): number {
    return this.kept().reduce((most, value) => Math.max(most, value), 0)
  }

  countAbove(limit: number): number {
    return this.kept().reduce((count, value) => count + (value > limit ? 1 : 0), 0)
  }

  private kept(): Float64Array {
    return this.values.subarray(0, Math.min(this.n, this.values.length))
  }
}
