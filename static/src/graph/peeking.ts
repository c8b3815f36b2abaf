/** Tells the session what the graph shows values of, beside the plots; again after a lost link. */
import { part } from "../store/parts"
import { peeked } from "../store/select"
import type { Store } from "../store/store"

/** Returns how to stop. */
export function followPeeks({ state, send }: Store): () => void {
  return part(state, (all) => `${all.link} ${all.opening} ${JSON.stringify(peeked(all))}`).subscribe(() => {
    const all = state.peek()
    if (all.link === "open" && all.file !== null) send({ kind: "peek", objects: peeked(all) })
  })
}
