/** Watching a part of the State: who looks at the file does not wake when a plot moves. */
import { computed, useComputed, type ReadonlySignal } from "@preact/signals"
import type { State } from "./state"

/** A part of the State, which changes only when that part does (by identity). */
export function part<T>(state: ReadonlySignal<State>, pick: (state: State) => T): ReadonlySignal<T> {
  return computed(() => pick(state.value))
}

/** The same, inside a component: reading the value there redraws the component with it. */
export function usePart<T>(state: ReadonlySignal<State>, pick: (state: State) => T): T {
  return useComputed(() => pick(state.value)).value
}
