/** How far loading or building has come, as a line along the top of the stage. */
import { usePart } from "../store/parts"
import type { Registry } from "../actions/registry"
import type { Store } from "../store/store"

/** What the session calls a stage, in the words of the screen. */
const STAGES: { readonly [stage: string]: string } = {
  build: "Building",
  building: "Building",
  loading: "Loading",
}

export function ProgressLine({ store, registry }: { readonly store: Store; readonly registry: Registry }) {
  const progress = usePart(store.state, (state) => state.progress)
  const works = usePart(
    store.state,
    ({ simulation }) => simulation.state === "loading" || simulation.state === "building",
  )
  if (!works || progress === null) return null
  const { done, total } = progress
  const stage = STAGES[progress.stage] ?? progress.stage
  const share = total > 0 ? done / total : 0
  return (
    <div class="progress">
      <i
        role="progressbar"
        aria-label={stage}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        style={{ width: `${100 * share}%` }}
      />
      <span>
        {stage}
        {total > 0 ? ` ${done}/${total}` : " …"}
        <button type="button" class="text-button" onClick={() => registry.run("stop")}>
          Cancel
        </button>
      </span>
    </div>
  )
}
