/** Asks to which of the plots the selected object should be added. */
import { change } from "../cards/card"
import { KINDS } from "../plots/kinds"
import { canShare, idsOf, joined } from "../plots/sharing"
import type { GraphObject, Plot } from "../protocol/generated"
import { selectedObject } from "../store/select"
import type { State } from "../store/state"
import type { Store } from "../store/store"
import { Modal } from "./modal"

export function AddToPlotDialog({ store, close }: { readonly store: Store; readonly close: () => void }) {
  const state = store.state.peek()
  const object = selectedObject(state)
  if (object === undefined) return null
  const add = (plot: Plot) => {
    close()
    change(store, joined(plot, object.id))
  }
  return (
    <Modal label={`Add ${object.label} to a plot`} close={close}>
      <h2>Add {object.label} to a plot</h2>
      <ul class="rows">
        {plotsFor(object, state).map((plot) => (
          <li key={plot.id}>
            <button type="button" onClick={() => add(plot)}>
              <i class="card-dot" style={{ background: KINDS[plot.kind].colour }} aria-hidden="true" />
              <span>{idsOf(plot).map((id) => state.objects.get(id)?.label ?? id).join(", ")}</span>
              <small>{KINDS[plot.kind].title}</small>
            </button>
          </li>
        ))}
      </ul>
      <div class="modal-buttons">
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Modal>
  )
}

function plotsFor(object: GraphObject, { plots }: State): readonly Plot[] {
  return plots.filter((plot) => canShare(KINDS[plot.kind], plot, object))
}
