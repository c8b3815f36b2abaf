/** How fast simulated time passes: a chip that opens a logarithmic slider. */
import { useSignal } from "@preact/signals"
import { useEffect, useRef } from "preact/hooks"
import { FASTEST, SLOWEST } from "../actions/simulation"
import { usePart } from "../store/parts"
import type { Store } from "../store/store"

/** Steps of the slider from one end to the other; one beyond the last means flat out. */
const STEPS = 60
const PRESETS = [0.1, 0.5, 1, 2, 5] as const

export function Speed({ store }: { readonly store: Store }) {
  const speed = usePart(store.state, (state) => state.simulation.speed)
  const isOpen = useSignal(false)
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const close = ({ target }: Event) => {
      if (!element.current?.contains(target as Node)) isOpen.value = false
    }
    addEventListener("pointerdown", close)
    return () => removeEventListener("pointerdown", close)
  }, [])
  const set = (value: number | null) => store.send({ kind: "speed", value })
  return (
    <div
      class="speed"
      ref={element}
      onKeyDown={(event) => {
        if (event.key === "Escape") isOpen.value = false
      }}
    >
      <button
        type="button"
        class="chip"
        aria-expanded={isOpen.value}
        title="Simulated seconds in a second"
        onClick={() => {
          isOpen.value = !isOpen.value
        }}
      >
        speed {speedText(speed)}
      </button>
      {isOpen.value && (
        <div class="popover speed-popover" role="dialog" aria-label="Speed">
          <input
            type="range"
            aria-label="Speed"
            aria-valuetext={speedText(speed)}
            min={0}
            max={STEPS + 1}
            value={positionOf(speed)}
            onInput={({ currentTarget }) => set(speedAt(Number(currentTarget.value)))}
          />
          <div class="presets">
            {PRESETS.map((value) => (
              <button type="button" key={value} aria-pressed={speed === value} onClick={() => set(value)}>
                {value}×
              </button>
            ))}
            <button type="button" aria-pressed={speed === null} onClick={() => set(null)}>
              max
            </button>
          </div>
        </div>
      )}
    </div>
  )
}

export function speedText(speed: number | null): string {
  if (speed === null) return "max"
  return `${speed < 0.1 ? speed.toFixed(3) : speed.toFixed(2)}×`
}

/** The speed at a step of the slider; null beyond the last. */
export function speedAt(position: number): number | null {
  if (position > STEPS) return null
  const exact = SLOWEST * (FASTEST / SLOWEST) ** (position / STEPS)
  return Number(exact.toPrecision(2))
}

export function positionOf(speed: number | null): number {
  if (speed === null) return STEPS + 1
  return Math.round((STEPS * Math.log(speed / SLOWEST)) / Math.log(FASTEST / SLOWEST))
}
