/** The frame of a plot: whose it is, what kind, and the few things to be done with it. */
import { useSignal } from "@preact/signals"
import { useEffect, useMemo, useRef } from "preact/hooks"
import { savePlot } from "../plots/files"
import type { Mounted, PlotHost } from "../plots/host"
import { KINDS } from "../plots/kinds"
import type { Facts } from "../plots/plot"
import type { Plot } from "../protocol/generated"
import { usePart } from "../store/parts"
import type { State } from "../store/state"
import type { Store } from "../store/store"
import { Icon, type IconName } from "../style/icons"
import { idsOf, parted } from "../plots/sharing"
import { PlotSettings } from "./settings"
import { candidatesFor, Chips } from "./sharing"

export interface CardProps {
  readonly plot: Plot
  readonly store: Store
  readonly host: PlotHost
  /** Press on the head of a floating card. */
  readonly onGrasp?: (event: PointerEvent) => void
  readonly onKey?: (event: KeyboardEvent) => void
}

const NOTHING_HELD: readonly (number | null)[] = []

export function Card({ plot, store, host, onGrasp, onKey }: CardProps) {
  const facts = useFacts(plot, store)
  const body = useRef<HTMLDivElement>(null)
  const mounted = usePlot(body, facts, host)
  const isSetting = useSignal(false)
  const isFrozen = useSignal(false)
  const { colour, caption, settings, formats } = KINDS[plot.kind]
  const isLocked = plot.low != null || plot.high != null
  const freeze = () => {
    isFrozen.value = !isFrozen.value
    mounted.current?.freeze(isFrozen.value)
  }
  const lock = () => {
    const range = isLocked ? { low: null, high: null } : mounted.current?.range()
    if (range) change(store, { ...plot, ...range })
  }
  const name = namesOf(facts).join(", ")
  const remove = () => store.send({ kind: "remove_plot", id: plot.id })
  return (
    <>
      <header
        class="card-head"
        tabIndex={0}
        aria-label={`${name}, ${caption(facts)}. Arrows move it, Delete removes it`}
        role="group"
        onPointerDown={onGrasp}
        onKeyDown={(event) => (event.key === "Delete" ? remove() : onKey?.(event))}
      >
        {facts.others.length > 0 ? (
          <Chips facts={facts} />
        ) : (
          <>
            <i class="card-dot" style={{ background: colour }} aria-hidden="true" />
            <strong>{name}</strong>
          </>
        )}
        <span class="card-caption">{caption(facts)}</span>
        <span class="card-tools">
          {settings.includes("window") && (
            <Tool icon="freeze" label={`Freeze the plot of ${name}`} title="Freeze" pressed={isFrozen.value} onClick={freeze} />
          )}
          {settings.includes("range") && formats.includes("svg") && (
            <Tool icon="lock" label={`Lock the range of ${name}`} title="Lock the range" pressed={isLocked} onClick={lock} />
          )}
          <button
            type="button"
            aria-label={`Settings of the plot of ${name}`}
            title="Settings"
            aria-expanded={isSetting.value}
            onClick={() => {
              isSetting.value = !isSetting.value
            }}
          >
            <Icon name="settings" size={14} />
          </button>
          <button
            type="button"
            aria-label={plot.docked ? "Float over the graph" : "Dock below the graph"}
            title={plot.docked ? "Float" : "Dock"}
            onClick={() => change(store, { ...plot, docked: !plot.docked })}
          >
            <Icon name={plot.docked ? "float" : "dock"} size={14} />
          </button>
          <button type="button" aria-label={`Remove the plot of ${name}`} title="Remove" onClick={remove}>
            <Icon name="close" size={14} />
          </button>
        </span>
      </header>
      <div class="card-body" ref={body} role="figure" />
      {facts.object === null && (
        <p class="card-gone">
          {plot.object} is gone from the model.
          <Reattach plot={plot} store={store} />
          {facts.others.length > 0 && (
            <button
              type="button"
              class="text-button"
              onClick={() => change(store, parted(plot, plot.object) ?? plot)}
            >
              Take it out
            </button>
          )}
          <button type="button" class="text-button" onClick={remove}>
            Close
          </button>
        </p>
      )}
      {isSetting.value && (
        <PlotSettings
          facts={facts}
          candidates={candidatesFor(plot, store.state.peek())}
          save={(format) => void savePlot(host, plot.id, `${name} ${KINDS[plot.kind].title.toLowerCase()}`, format)}
          read={() => mounted.current?.read() ?? null}
          change={(next) => change(store, next)}
          close={() => {
            isSetting.value = false
          }}
        />
      )}
    </>
  )
}

/** Lets a plot whose object is gone show another one. */
function Reattach({ plot, store }: { readonly plot: Plot; readonly store: Store }) {
  const others = candidatesFor({ ...plot, object: "", also: [] }, store.state.peek())
  if (others.length === 0) return null
  return (
    <select
      aria-label="Show another object"
      value=""
      onChange={({ currentTarget }) => change(store, { ...plot, object: currentTarget.value, dims: null })}
    >
      <option value="" disabled>
        Show another …
      </option>
      {others.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  )
}

interface ToolProps {
  readonly icon: IconName
  readonly label: string
  readonly title: string
  readonly pressed: boolean
  readonly onClick: () => void
}

/** A button that stays down until it is pressed again. */
function Tool({ icon, label, title, pressed, onClick }: ToolProps) {
  return (
    <button type="button" aria-label={label} title={title} aria-pressed={pressed} onClick={onClick}>
      <Icon name={icon} size={14} />
    </button>
  )
}

/** Show a plot differently: at once here, and in the session. */
export function change(store: Store, plot: Plot): void {
  store.choose({ kind: "plot", plot })
  store.send({ kind: "change_plot", plot })
}

function namesOf({ plot, object, others }: Facts): readonly string[] {
  return idsOf(plot).map((id, k) => [object, ...others][k]?.label || id)
}

function useFacts(plot: Plot, { state }: Store): Facts {
  const stream = usePart(state, (all) => all.streams.find((each) => each.plot === plot.id) ?? null)
  const object = usePart(state, (all) => all.objects.get(plot.object) ?? null)
  const objects = usePart(state, (all) => all.objects)
  const others = useMemo(() => (plot.also ?? []).map((other) => objects.get(other.object) ?? null), [plot.also, objects])
  const held = usePart(state, (all: State) => all.held[plot.object] ?? NOTHING_HELD)
  const page = usePart(state, (all) => (stream && all.pages[stream.stream]) ?? "")
  const pointer = usePart(state, (all) => all.pointers[plot.object] ?? "")
  return { plot, stream, object, others, held, pointer, page }
}

/** Keep a plot put up in an element, and told of the newest facts. */
function usePlot(body: { readonly current: HTMLDivElement | null }, facts: Facts, host: PlotHost) {
  const mounted = useRef<Mounted | null>(null)
  useEffect(() => {
    if (body.current === null) return
    mounted.current = host.mount(body.current, facts)
    return () => mounted.current?.remove()
  }, [facts.plot.id, facts.plot.kind])
  useEffect(() => mounted.current?.update(facts), [facts.plot, facts.stream, facts.object, facts.others, facts.held, facts.pointer, facts.page])
  return mounted
}
