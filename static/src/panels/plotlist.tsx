/** All plots there are: to find one, or to take it away. */
import { cardBoxInGraph } from "../graph/cardbox"
import type { Stage } from "../graph/stage"
import { KINDS } from "../plots/kinds"
import type { Plot } from "../protocol/generated"
import { usePart } from "../store/parts"
import { Icon } from "../style/icons"

export function PlotList({ stage }: { readonly stage: Stage }) {
  const { state, send } = stage.store
  const plots = usePart(state, (all) => all.plots)
  const objects = usePart(state, (all) => all.objects)
  if (plots.length === 0) {
    return (
      <p class="hint">
        There are no plots yet. Select an object and press V for its value, R for its spikes, S for a slider;
        its menu has more.
      </p>
    )
  }
  return (
    <ul class="rows">
      {plots.map((plot) => {
        const name = objects.get(plot.object)?.label || plot.object
        return (
          <li key={plot.id} class="with-tool">
            <button type="button" onClick={() => find(stage, plot)}>
              <i class="card-dot" style={{ background: KINDS[plot.kind].colour }} aria-hidden="true" />
              <span>{name}</span>
              <small>{KINDS[plot.kind].title}</small>
            </button>
            <button
              type="button"
              class="icon-button"
              aria-label={`Remove the plot of ${name}`}
              onClick={() => send({ kind: "remove_plot", id: plot.id })}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function find(stage: Stage, plot: Plot): void {
  stage.select(plot.object)
  if (!plot.docked) stage.cameraman.reveal(cardBoxInGraph(plot, stage.camera.peek()))
}
