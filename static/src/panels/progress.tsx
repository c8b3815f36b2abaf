/** How far loading or building has come, as a line along the top of the stage. */
import { usePart } from "../store/parts"
import type { Store } from "../store/store"

/** What the session calls a stage, in the words of the screen. */
const STAGES: { readonly [stage: string]: string } = { build: "Building", building: "Building", loading: "Loading" }

export function ProgressLine({ store }: { readonly store: Store }) {
  const progress = usePart(store.state, (state) => state.progress)
  const works = usePart(store.state, ({ simulation }) => simulation.state === "loading" || simulation.state === "building")
  if (!works || progress === null) return null
  const { done, total } = progress
  const stage = STAGES[progress.stage] ?? progress.stage
  const share = total > 0 ? done / total : 0
  return (
    <div class="progress" role="progressbar" aria-label={stage} aria-valuemin={0} aria-valuemax={total} aria-valuenow={done}>
      <i style={{ width: `${100 * share}%` }} />
      <span>{stage}{total > 0 ? ` ${done}/${total}` : ""}</span>
    </div>
  )
}
