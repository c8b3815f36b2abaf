/** Cards that float over the graph: they go with the camera but keep their size on the screen. */
import { useSignalEffect } from "@preact/signals"
import { useEffect, useLayoutEffect, useRef } from "preact/hooks"
import { type Camera, toScreen } from "../graph/camera"
import { cardScale, cardStretch, sizeOfCard, stretchedSize } from "../graph/cardbox"
import type { Stage } from "../graph/stage"
import type { PlotHost } from "../plots/host"
import type { Plot } from "../protocol/generated"
import { usePart } from "../store/parts"
import { Card, change } from "./card"
import { followDrops } from "./dropping"

const SMALLEST = { width: 120, height: 64 } as const
/** Pixels an arrow key moves a card by. */
const NUDGE = 8

interface Props {
  readonly stage: Stage
  readonly host: PlotHost
}

export function FloatingCards({ stage, host }: Props) {
  const plots = usePart(stage.store.state, (state) => state.plots)
  useEffect(() => followDrops(stage), [])
  return (
    <div class="cards">
      {plots
        .filter((plot) => !plot.docked)
        .map((plot) => (
          <FloatingCard key={plot.id} stage={stage} host={host} plot={plot} />
        ))}
    </div>
  )
}

function FloatingCard({ stage, host, plot }: Props & { readonly plot: Plot }) {
  const element = useRef<HTMLElement>(null)
  const latest = useRef(plot)
  latest.current = plot
  const isSelected = usePart(stage.store.state, ({ screen }) => screen.selection.includes(plot.object))
  // The camera moves with every picture, so the card is placed without drawing the page anew.
  useSignalEffect(() => place(element.current, latest.current, stage.camera.value))
  useLayoutEffect(() => place(element.current, plot, stage.camera.peek()), [plot])
  return (
    <section class="card floating" ref={element} data-own data-plot={plot.id} data-selected={isSelected || undefined}>
      <Card
        plot={plot}
        store={stage.store}
        host={host}
        onGrasp={(event) => {
          if (isOnButton(event)) return
          stage.select(plot.object)
          dragWith(event, stage, latest, moved)
        }}
        onKey={(event) => nudge(event, stage, plot)}
      />
      <div
        class="card-corner"
        aria-hidden="true"
        onPointerDown={(event) => dragWith(event, stage, latest, resized)}
      />
    </section>
  )
}

function place(element: HTMLElement | null, plot: Plot, camera: Camera): void {
  if (element === null) return
  const { x, y } = toScreen(camera, plot)
  const { width, height } = stretchedSize(plot, camera.zoom)
  element.style.width = `${width}px`
  element.style.height = `${height}px`
  // Between two pixels, writing and thin lines would be blurred.
  const scale = cardScale(plot, camera.zoom)
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) scale(${scale})`
}

type Follow = (plot: Plot, dx: number, dy: number, zoom: number) => Plot

function moved(plot: Plot, dx: number, dy: number, zoom: number): Plot {
  return { ...plot, x: plot.x + dx / zoom, y: plot.y + dy / zoom }
}

function resized(plot: Plot, dx: number, dy: number, zoom: number): Plot {
  const { width, height } = sizeOfCard(plot)
  const scale = cardScale(plot, zoom) * cardStretch(plot, zoom)
  return {
    ...plot,
    width: Math.max(SMALLEST.width, width + dx / scale),
    height: Math.max(SMALLEST.height, height + dy / scale),
  }
}

/** Let a card follow the pointer until it is let go; the session hears where it ended. */
function dragWith(
  event: PointerEvent,
  { store, camera }: Stage,
  latest: { readonly current: Plot },
  follow: Follow,
): void {
  if (event.button !== 0) return
  const handle = event.currentTarget as HTMLElement
  const start = latest.current
  handle.setPointerCapture(event.pointerId)
  const listening = new AbortController()
  const { signal } = listening
  handle.addEventListener(
    "pointermove",
    ({ clientX, clientY }) => {
      const plot = follow(start, clientX - event.clientX, clientY - event.clientY, camera.peek().zoom)
      store.choose({ kind: "plot", plot })
    },
    { signal },
  )
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
