/** Cards that float over the graph: they go with the camera but keep their size on the screen. */
import { useSignalEffect } from "@preact/signals"
import { useRef } from "preact/hooks"
import { cardScale, sizeOfCard } from "../graph/cardbox"
import { type Camera, toScreen } from "../graph/camera"
import type { Stage } from "../graph/stage"
import type { PlotHost } from "../plots/host"
import type { Plot } from "../protocol/generated"
import { usePart } from "../store/parts"
import { Card, change } from "./card"

const SMALLEST = { width: 120, height: 64 } as const
/** Pixels an arrow key moves a card by. */
const NUDGE = 8

interface Props {
  readonly stage: Stage
  readonly host: PlotHost
}

export function FloatingCards({ stage, host }: Props) {
  const plots = usePart(stage.store.state, (state) => state.plots)
  return (
    <div class="cards">
      {plots.filter((plot) => !plot.docked).map((plot) => <FloatingCard key={plot.id} stage={stage} host={host} plot={plot} />)}
    </div>
  )
}

function FloatingCard({ stage, host, plot }: Props & { readonly plot: Plot }) {
  const element = useRef<HTMLElement>(null)
  const latest = useRef(plot)
  latest.current = plot
  useSignalEffect(() => {
    if (element.current) element.current.style.transform = transformOf(latest.current, stage.camera.value)
  })
  const { width, height } = sizeOfCard(plot)
  return (
    <section
      class="card floating"
      ref={element}
      data-own
      data-plot={plot.id}
      style={{ width: `${width}px`, height: `${height}px`, transform: transformOf(plot, stage.camera.peek()) }}
    >
      <Card
        plot={plot}
        store={stage.store}
        host={host}
        onGrasp={(event) => isOnButton(event) || dragWith(event, stage, latest, moved)}
        onKey={(event) => nudge(event, stage, plot)}
      />
      <div class="card-corner" aria-hidden="true" onPointerDown={(event) => dragWith(event, stage, latest, resized)} />
    </section>
  )
}

/** Whole device pixels: between them the lines and numerals of a canvas would blur. */
function transformOf(plot: Plot, camera: Camera): string {
  const { x, y } = toScreen(camera, plot)
  const whole = (css: number) => Math.round(css * devicePixelRatio) / devicePixelRatio
  return `translate(${whole(x)}px, ${whole(y)}px) scale(${cardScale(camera.zoom)})`
}

type Follow = (plot: Plot, dx: number, dy: number, zoom: number) => Plot

function moved(plot: Plot, dx: number, dy: number, zoom: number): Plot {
  return { ...plot, x: plot.x + dx / zoom, y: plot.y + dy / zoom }
}

function resized(plot: Plot, dx: number, dy: number, zoom: number): Plot {
  const { width, height } = sizeOfCard(plot)
  const scale = cardScale(zoom)
  return {
    ...plot,
    width: Math.max(SMALLEST.width, width + dx / scale),
    height: Math.max(SMALLEST.height, height + dy / scale),
  }
}

/** Let a card follow the pointer until it is let go; the session hears where it ended. */
function dragWith(event: PointerEvent, { store, camera }: Stage, latest: { readonly current: Plot }, follow: Follow): void {
  if (event.button !== 0) return
  const handle = event.currentTarget as HTMLElement
  const start = latest.current
  handle.setPointerCapture(event.pointerId)
  const listening = new AbortController()
  const { signal } = listening
  handle.addEventListener("pointermove", ({ clientX, clientY }) => {
    const plot = follow(start, clientX - event.clientX, clientY - event.clientY, camera.peek().zoom)
    store.choose({ kind: "plot", plot })
  }, { signal })
  const end = () => {
    listening.abort()
    if (latest.current !== start) store.send({ kind: "change_plot", plot: latest.current })
  }
  handle.addEventListener("pointerup", end, { signal })
  handle.addEventListener("pointercancel", end, { signal })
}

function isOnButton(event: Event): boolean {
  return event.target instanceof Element && event.target.closest("button, input") !== null
}

/** Arrow keys move a card; with Shift they change its size. */
function nudge(event: KeyboardEvent, { store, camera }: Stage, plot: Plot): void {
  const steps: { readonly [key: string]: readonly [number, number] } = {
    ArrowLeft: [-NUDGE, 0],
    ArrowRight: [NUDGE, 0],
    ArrowUp: [0, -NUDGE],
    ArrowDown: [0, NUDGE],
  }
  const step = steps[event.key]
  if (step === undefined || event.target !== event.currentTarget) return
  event.preventDefault()
  event.stopPropagation()
  change(store, (event.shiftKey ? resized : moved)(plot, ...step, camera.peek().zoom))
}
