/** The value that a selected connection delivers just now, on its line. */
import { useComputed } from "@preact/signals"
import { useEffect, useRef } from "preact/hooks"
import type { Stream } from "../protocol/generated"
import type { Hub } from "../series/hub"
import type { Scheduler } from "../series/scheduler"
import { usePart } from "../store/parts"
import { PEEK } from "../store/select"
import { toScreen } from "./camera"
import { pointOn } from "./geometry"
import type { Stage } from "./stage"
import type { Wire } from "./wires"

/** Numbers of a value that are written; of longer ones the first. */
const MOST = 4
/** Milliseconds between two readings: faster, nobody can read them. */
const CALM = 100

interface Props {
  readonly stage: Stage
  readonly hub: Hub
  readonly scheduler: Scheduler
}

export function WireValues(props: Props) {
  const { stage } = props
  const selection = usePart(stage.store.state, (state) => state.screen.selection)
  const streams = usePart(stage.store.state, (state) => state.streams)
  const wires = stage.scene.value.wires
  return selection.map((id) => {
    const wire = wires.find((each) => each.connections.some((one) => one.id === id))
    const stream = streams.find((each) => each.plot === PEEK + id)
    return wire && stream && <WireValue key={id} {...props} wire={wire} stream={stream} />
  })
}

function WireValue({ stage, hub, scheduler, wire, stream }: Props & { readonly wire: Wire; readonly stream: Stream }) {
  const element = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    let readAt = -Infinity
    return scheduler.add((now) => {
      if (now - readAt < CALM || element.current === null) return
      readAt = now
      element.current.textContent = valueOf(hub, stream, stage.store.state.peek().screen.lookingAt)
    })
  }, [stream])
  const at = useComputed(() => {
    const middle = wire.loop === null ? pointOn(wire.curve, 0.5) : wire.loop.centre
    return toScreen(stage.camera.value, middle)
  })
  const { x, y } = at.value
  return (
    <output class="wire-value" ref={element} aria-live="off" style={{ left: `${x}px`, top: `${y}px` }}>
      –
    </output>
  )
}

function valueOf(hub: Hub, stream: Stream, lookingAt: number | null): string {
  const ring = hub.samples(stream)
  const i = lookingAt === null ? ring.end - 1 : Math.min(ring.indexAt(lookingAt), ring.end - 1)
  if (i < ring.begin) return "–"
  const numbers = Array.from({ length: Math.min(MOST, ring.channels) }, (_, channel) => ring.value(channel, i))
  return numbers.map(reading).join(" ") + (ring.channels > MOST ? " …" : "")
}

/** Always as wide, so that the label does not tremble. */
function reading(value: number): string {
  const digits = Math.abs(value) < 10 ? 2 : 1
  return value.toFixed(digits).replace("-", "\u2212").padStart(5, "\u2007")
}
