/** The line at the very bottom: how things stand. */
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import type { Welcome } from "../protocol/generated"
import type { Hub } from "../series/hub"
import type { Scheduler } from "../series/scheduler"
import { usePart } from "../store/parts"
import { count, errors, neuronCount, objectCount, thousands } from "../store/select"
import type { Link, State } from "../store/state"
import type { Store } from "../store/store"
import { speedText } from "./speed"

interface Props {
  readonly store: Store
  readonly hub: Hub
  readonly scheduler: Scheduler
}

const LINK_WORDS: { readonly [link in Link]: string } = {
  connecting: "connecting …",
  open: "connected",
  lost: "reconnecting …",
  refused: "not connected",
}

/** How well models are walled in. */
const LEVEL_WORDS: { readonly [level in Welcome["confinement"]]: string } = {
  full: "sandboxed",
  partial: "partly sandboxed",
  none: "not sandboxed",
}

export function StatusBar({ store, hub, scheduler }: Props) {
  const link = usePart(store.state, (state) => state.link)
  const engine = usePart(store.state, engineText)
  const dt = usePart(
    store.state,
    ({ simulation }) => `dt ${Number((simulation.dt * 1000).toPrecision(3))} ms`,
  )
  const pace = usePart(store.state, paceText)
  const problems = usePart(store.state, (state) => state.problems.length)
  const hasErrors = usePart(store.state, (state) => errors(state).length > 0)
  const size = usePart(
    store.state,
    (state) => `${count(neuronCount(state), "neuron")} · ${count(objectCount(state), "object")}`,
  )
  const viewers = usePart(store.state, (state) => state.viewers)
  return (
    <footer class="statusbar">
      <span class={`link ${link}`}>
        <i aria-hidden="true" /> {LINK_WORDS[link]}
      </span>
      {engine !== "" && (
        <span>
          <button
            type="button"
            title="What a model can do"
            onClick={() => store.show({ dialog: { kind: "promises" } })}
          >
            {engine}
          </button>
        </span>
      )}
      <span>{dt}</span>
      {pace !== "" && <span class="pace">{pace}</span>}
      <Fps hub={hub} scheduler={scheduler} />
      <span class="space" />
      {viewers > 1 && <span>{viewers} viewers</span>}
      <button
        type="button"
        class={hasErrors ? "has-errors" : ""}
        onClick={() => store.show({ drawer: "problems" })}
      >
        {problems === 0 ? "no problems" : count(problems, "problem")}
      </button>
      <span>{size}</span>
    </footer>
  )
}

function engineText({ welcome }: State): string {
  if (welcome === null) return ""
  return `${welcome.engine} engine · ${LEVEL_WORDS[welcome.confinement]}`
}

function paceText({ simulation: { state, rate, speed, limited } }: State): string {
  if (state !== "running") return state === "empty" ? "" : state
  const pace = `${rate.toFixed(2)}× real time`
  return limited ? `${pace} (limited by simulation, ${speedText(speed)} asked)` : pace
}

/** Frames a second and frames lost on the way, told twice a second. */
function Fps({ hub, scheduler }: Omit<Props, "store">) {
  const text = useSignal("")
  useEffect(() => {
    let received = hub.received
    const timer = setInterval(() => {
      const isMoving = hub.received !== received
      received = hub.received
      const lost = hub.lost === 0 ? "0 dropped" : `${thousands(hub.lost)} dropped`
      text.value = isMoving ? `${Math.min(240, Math.round(scheduler.stats().fps))} fps · ${lost}` : ""
    }, 500)
    return () => clearInterval(timer)
  }, [])
  return text.value === "" ? null : <span class="fps">{text}</span>
}
