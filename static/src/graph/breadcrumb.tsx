/** Where the selection lies: the networks around it, each a way up. */
import { usePart } from "../store/parts"
import { MODEL, networksAround } from "../store/select"
import type { Stage } from "./stage"

export function Breadcrumb({ stage }: { readonly stage: Stage }) {
  const state = usePart(stage.store.state, (all) => all)
  const id = state.screen.selection.at(-1) ?? ""
  const object = state.objects.get(id)
  if (state.graph.objects.length === 0) return null
  const around = object === undefined ? [] : networksAround(state, id)
  return (
    <nav class="breadcrumb" aria-label="Networks around the selection" data-own>
      <button
        type="button"
        onClick={() => {
          stage.select()
          stage.fit()
        }}
      >
        {MODEL}
      </button>
      {around.map((network) => (
        <button type="button" key={network.id} onClick={() => stage.select(network.id)}>
          {network.label || network.id}
        </button>
      ))}
      {object !== undefined && <span aria-current="location">{object.label || object.id}</span>}
    </nav>
  )
}
