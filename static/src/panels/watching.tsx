/** Says that this screen only watches, and how to change that. */
import type { Registry } from "../actions/registry"
import { usePart } from "../store/parts"
import type { Store } from "../store/store"

export function Watching({ store, registry }: { readonly store: Store; readonly registry: Registry }) {
  const watching = usePart(store.state, (state) => state.screen.watching)
  if (!watching) return null
  return (
    <div class="watching" role="status">
      <span>Watching.</span>
      <button type="button" class="text-button" onClick={() => registry.run("take-control")}>
        Take control
      </button>
    </div>
  )
}
