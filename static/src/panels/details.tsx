/** How what is selected was made and built: its parameters and who decided them, and curves. */
import { useEffect } from "preact/hooks"
import type { Attribute, Details } from "../protocol/generated"
import { usePart } from "../store/parts"
import { isBuilt } from "../store/select"
import type { Store } from "../store/store"
import { ChartPicture } from "./chart"

const ORIGINS: { readonly [origin in Attribute["origin"]]: string } = {
  object: "set here",
  config: "from the config",
  default: "default",
}

export function DetailsSection({ store, id }: { readonly store: Store; readonly id: string }) {
  const graph = usePart(store.state, (state) => state.graph)
  const built = usePart(store.state, isBuilt)
  const details = usePart(store.state, (state) => state.details[id])
  // Asked again once there is more to tell.
  useEffect(() => void store.send({ kind: "inspect", object: id }), [id, graph, built])
  if (details === undefined) return null
  return (
    <>
      {details.charts.length > 0 && (
        <section>
          <h3>Curves</h3>
          <div class="charts">
            {details.charts.map((chart) => (
              <ChartPicture key={chart.title} chart={chart} />
            ))}
          </div>
        </section>
      )}
      {details.problem !== "" && <p class="hint">{details.problem}</p>}
      {details.attributes.length > 0 && <Attributes details={details} />}
    </>
  )
}

/** What somebody decided comes before what is as always. */
function decidedFirst(attributes: readonly Attribute[]): readonly Attribute[] {
  const rank = { object: 0, config: 1, default: 2 } as const
  return [...attributes].sort((a, b) => rank[a.origin] - rank[b.origin])
}

function Attributes({ details }: { readonly details: Details }) {
  return (
    <section>
      <h3>Parameters</h3>
      <dl class="facts attributes">
        {decidedFirst(details.attributes).map(({ name, value, origin, meaning }) => (
          <div key={name} class={origin}>
            <dt title={meaning}>{name}</dt>
            <dd>
              <span title={value}>{value}</span>
              <small>{ORIGINS[origin]}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
