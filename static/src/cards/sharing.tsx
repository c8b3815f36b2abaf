/** The objects of a plot of several: who they are, and how one is added or taken out. */
import { canShow, idsOf, joined, parted } from "../plots/sharing"
import { KINDS } from "../plots/kinds"
import type { Facts } from "../plots/plot"
import type { GraphObject, Plot } from "../protocol/generated"
import type { State } from "../store/state"
import { Icon } from "../style/icons"

/** A longer list than this is not read: larger models are searched, or objects dragged. */
const MOST = 200

/** Names and colours of the objects, in place of the one name a plot usually has. */
export function Chips({ facts }: { readonly facts: Facts }) {
  const swatches = KINDS[facts.plot.kind].swatches?.(facts) ?? []
  const there = [facts.object, ...facts.others].filter((each) => each !== null)
  return (
    <span class="card-chips">
      {there.map((object, k) => (
        <span key={object.id}>
          {(swatches[k] ?? []).map((series) => (
            <i key={series} class="card-dot" style={{ background: `var(--s${(series % 8) + 1})` }} />
          ))}
          <strong>{object.label}</strong>
        </span>
      ))}
    </span>
  )
}

interface Props {
  readonly facts: Facts
  readonly candidates: readonly GraphObject[]
  readonly change: (plot: Plot) => void
}

/** In the settings of a plot: take an object out, add another. */
export function SharingFields({ facts: { plot, object, others }, candidates, change }: Props) {
  const shown = idsOf(plot).map((id, k) => ({ id, label: [object, ...others][k]?.label ?? id }))
  return (
    <div class="sharing">
      {shown.length > 1 &&
        shown.map(({ id, label }) => (
          <div class="field" key={id}>
            <span>{label}</span>
            <button
              type="button"
              class="icon-button"
              aria-label={`Take ${label} out of the plot`}
              title="Take it out"
              onClick={() => change(parted(plot, id) ?? plot)}
            >
              <Icon name="close" size={14} />
            </button>
          </div>
        ))}
      {candidates.length > 0 && (
        <label class="field">
          <span>Add an object</span>
          <select value="" onChange={({ currentTarget }) => change(joined(plot, currentTarget.value))}>
            <option value="" disabled>
              choose …
            </option>
            {candidates.slice(0, MOST).map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}

/** The objects that a plot could show as well. */
export function candidatesFor(plot: Plot, { graph }: State): readonly GraphObject[] {
  return graph.objects.filter((object) => canShow(plot, object))
}
