/** Plots in rows below the graph, all on one time axis; hidden while nothing is docked. */
import type { PlotHost } from "../plots/host"
import { usePart } from "../store/parts"
import type { Store } from "../store/store"
import { Splitter } from "../controls/splitter"
import { initialScreen } from "../store/state"
import { Card } from "./card"

const [LOWEST, HIGHEST] = [120, 600]

export function Tray({ store, host }: { readonly store: Store; readonly host: PlotHost }) {
  const plots = usePart(store.state, (state) => state.plots)
  const height = usePart(store.state, (state) => state.screen.trayHeight)
  const docked = plots.filter((plot) => plot.docked)
  if (docked.length === 0) return null
  return (
    <>
      <Splitter
        direction="horizontal"
        label="Height of the plot tray"
        value={height}
        low={LOWEST}
        high={HIGHEST}
        measure={(event) => trayBottom(event) - event.clientY}
        onChange={(value) => store.show({ trayHeight: value })}
        onReset={() => store.show({ trayHeight: initialScreen.trayHeight })}
      />
      <section class="tray" aria-label="Plots" style={{ height: `${height}px` }}>
        {docked.map((plot) => (
          <section class="card docked" key={plot.id} data-plot={plot.id}>
            <Card plot={plot} store={store} host={host} />
          </section>
        ))}
      </section>
    </>
  )
}

function trayBottom(event: PointerEvent): number {
  const tray = (event.currentTarget as HTMLElement).nextElementSibling
  return tray?.getBoundingClientRect().bottom ?? event.clientY
}
