/** What can be done with the seconds chosen on the timeline: look at them again, or save them. */
import { useEffect } from "preact/hooks"
import type { Registry } from "../actions/registry"
import type { Hub } from "../series/hub"
import { usePart } from "../store/parts"
import type { TimeRange } from "../store/state"
import type { Store } from "../store/store"
import { Icon } from "../style/icons"
import { LONGEST_LOOK } from "./ribbon"

/** Milliseconds between two pictures of a loop. */
const FRAME = 33

interface Props {
  readonly store: Store
  readonly registry: Registry
}

export function RangeTools({ store, registry }: Props) {
  const range = usePart(store.state, (state) => state.screen.range)
  const looping = usePart(store.state, (state) => state.screen.looping)
  useLoop(store, range, looping)
  if (range === null) return null
  return (
    <div class="range-tools" role="group" aria-label="Chosen seconds">
      <output>
        {range.start.toFixed(2)} – {range.end.toFixed(2)} s
      </output>
      <button type="button" class="chip" aria-pressed={looping} onClick={() => registry.run("loop")}>
        loop
      </button>
      <button type="button" class="button small" title="Save for NumPy" onClick={() => registry.run("recording")}>
        NPZ
      </button>
      <button type="button" class="button small" title="Save as a table" onClick={() => registry.run("table")}>
        CSV
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Choose no seconds"
        onClick={() => store.show({ range: null, looping: false })}
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  )
}

/** Let the plots go through the chosen seconds, as fast as they passed in real time, again and again. */
function useLoop(store: Store, range: TimeRange | null, looping: boolean): void {
  useEffect(() => {
    if (range === null || !looping) return
    const began = performance.now()
    const timer = setInterval(() => {
      store.show({ lookingAt: loopedTime(range, (performance.now() - began) / 1000) })
    }, FRAME)
    return () => clearInterval(timer)
  }, [range, looping])
}

/** Where in a range a loop is after so many seconds. */
export function loopedTime({ start, end }: TimeRange, elapsed: number): number {
  return start + (elapsed % Math.max(end - start, FRAME / 1000))
}

/** The seconds between two times, in order, as far as samples are kept; null if that is nothing. */
export function rangeBetween(a: number, b: number, { now }: Pick<Hub, "now">): TimeRange | null {
  const within = (time: number) => Math.min(now, Math.max(0, now - LONGEST_LOOK, time))
  const [start, end] = [within(Math.min(a, b)), within(Math.max(a, b))]
  return end > start ? { start, end } : null
}
