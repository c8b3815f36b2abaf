/** Goes from 0 to 1 over some time, fast at first; used for everything on the stage that moves. */

export interface Tween {
  stop(): void
}

/**
 * Call `draw` with a share that rises to 1, once for each animation frame.
 *
 * Where nothing may move (`milliseconds` 0) it is called once, at once, with 1.
 */
export function tween(milliseconds: number, draw: (share: number) => void): Tween {
  let handle = 0
  if (milliseconds === 0) {
    draw(1)
    return { stop: () => {} }
  }
  const start = performance.now()
  const step = (now: number) => {
    const share = Math.min(1, Math.max(0, now - start) / milliseconds)
    if (share < 1) handle = requestAnimationFrame(step)
    draw(eased(share))
  }
  handle = requestAnimationFrame(step)
  return { stop: () => cancelAnimationFrame(handle) }
}

/** Fast at first, gently to the end. */
export function eased(share: number): number {
  return 1 - (1 - share) ** 3
}
