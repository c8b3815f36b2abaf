/** The bar below: how much time has passed, how active the model was, and where the plots look. */
import { useEffect, useRef } from "preact/hooks"
import type { Registry } from "../actions/registry"
import type { Hub } from "../series/hub"
import type { Scheduler } from "../series/scheduler"
import { part, usePart } from "../store/parts"
import { isRunning } from "../store/select"
import type { Store } from "../store/store"
import { ActionButton } from "./button"
import { RangeTools, rangeBetween } from "./range"
import { LONGEST_LOOK, Ribbon } from "./ribbon"

interface Props {
  readonly store: Store
  readonly registry: Registry
  readonly hub: Hub
  readonly scheduler: Scheduler
}

export function Timeline({ store, registry, hub, scheduler }: Props) {
  const running = usePart(store.state, isRunning)
  const isLive = usePart(store.state, (state) => state.screen.lookingAt === null)
  return (
    <section class="timeline" aria-label="Timeline">
      <ActionButton
        registry={registry}
        id="run"
        icon={running ? "pause" : "run"}
        label={running ? "Pause" : "Run"}
      />
      <Clock store={store} hub={hub} scheduler={scheduler} />
      <RibbonTrack store={store} hub={hub} scheduler={scheduler} />
      <RangeTools store={store} registry={registry} />
      <button
        type="button"
        class={`chip ${isLive ? "" : "off"}`}
        aria-pressed={isLive}
        title="Follow the live edge (End)"
        onClick={() => registry.run("live")}
      >
        live ⟶
      </button>
    </section>
  )
}

/** Simulated seconds, written without the framework: they change with every picture. */
function Clock({ store, hub, scheduler }: Omit<Props, "registry">) {
  const element = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    let shown = ""
    return scheduler.add(() => {
      const text = `t = ${Math.max(hub.now, store.state.peek().simulation.time).toFixed(3)} s`
      if (text !== shown && element.current) element.current.textContent = shown = text
    })
  }, [])
  useEffect(() => {
    const time = part(store.state, (state) => state.simulation.time)
    return time.subscribe(() => scheduler.wake())
  }, [])
  return (
    <output class="clock" ref={element} aria-live="off">
      t = 0.000 s
    </output>
  )
}

/** The ribbon, and the handle that says up to when the plots show. */
function RibbonTrack({ store, hub, scheduler }: Omit<Props, "registry">) {
  const track = useRef<HTMLDivElement>(null)
  const ribbon = useRef<Ribbon | null>(null)
  const lookingAt = usePart(store.state, (state) => state.screen.lookingAt)
  useEffect(() => {
    if (track.current === null) return
    ribbon.current = new Ribbon(track.current, hub, () => store.state.peek().screen)
    const seen = part(store.state, ({ screen: { lookingAt, theme, range } }) => JSON.stringify([lookingAt, theme, range]))
    const unsubscribe = seen.subscribe(() => {
      ribbon.current?.refresh()
      scheduler.wake()
    })
    const stop = scheduler.add(() => ribbon.current?.draw())
    return () => {
      unsubscribe()
      stop()
      ribbon.current?.remove()
    }
  }, [])
  const chosenFrom = useRef<number | null>(null)
  const look = (time: number) => {
    const earliest = Math.max(0, hub.now - LONGEST_LOOK)
    store.show({ lookingAt: time >= hub.now ? null : Math.max(earliest, time), looping: false })
  }
  const drag = (event: PointerEvent) => {
    const element = event.currentTarget as HTMLElement
    const time = ribbon.current?.timeAt(event.clientX) ?? hub.now
    if (event.type === "pointerdown") {
      element.setPointerCapture(event.pointerId)
      chosenFrom.current = event.shiftKey ? time : null
    } else if (!element.hasPointerCapture(event.pointerId)) return
    if (chosenFrom.current === null) look(time)
    else store.show({ range: rangeBetween(chosenFrom.current, time, hub) })
  }
  /** I and O choose from, and up to, what is looked at. */
  const mark = (side: "start" | "end") => {
    const { lookingAt: seen, range } = store.state.peek().screen
    const at = seen ?? hub.now
    const other = side === "start" ? (range?.end ?? hub.now) : (range?.start ?? hub.now - LONGEST_LOOK)
    store.show({ range: rangeBetween(at, other, hub) })
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === "i" || event.key === "o") mark(event.key === "i" ? "start" : "end")
    const change = { ArrowLeft: -0.1, ArrowRight: 0.1, PageDown: -2, PageUp: 2 }[event.key]
    if (change === undefined) return
    event.preventDefault()
    look((lookingAt ?? hub.now) + change * (event.shiftKey ? 10 : 1))
  }
  return (
    <div
      class="ribbon"
      ref={track}
      role="slider"
      tabIndex={0}
      aria-label="Time the plots show"
      aria-valuemin={0}
      aria-valuemax={Math.round(hub.now)}
      aria-valuenow={Math.round(lookingAt ?? hub.now)}
      aria-valuetext={lookingAt === null ? "live" : `up to ${lookingAt.toFixed(1)} seconds`}
      title="Drag to look back; drag with Shift, or press I and O, to choose seconds"
      onPointerDown={drag}
      onPointerMove={drag}
      onKeyDown={key}
    />
  )
}
