/** Objects to be dragged onto the graph; a press on one puts it where there is room. */
import { useSignal, type Signal } from "@preact/signals"
import { useEffect, useRef } from "preact/hooks"
import type { Amender, ObjectType } from "../actions/amend"
import { OBJECT_TYPES } from "../actions/byhand"
import { spelled } from "../actions/keys"
import type { Registry } from "../actions/registry"
import { boxToScreen } from "../graph/camera"
import type { Box, Point } from "../graph/geometry"
import { networkAt, placeIn } from "../graph/origin"
import type { Stage } from "../graph/stage"
import { usePart } from "../store/parts"
import { MODEL } from "../store/select"

interface Props {
  readonly stage: Stage
  readonly amender: Amender
  readonly registry: Registry
}

/** An object on its way from the bar to the graph, and the open network under it. */
interface Carried {
  readonly type: ObjectType
  readonly at: Point
  readonly network: string
}

/** A press that stays within so many pixels is no drag. */
const SLACK = 4

export function ObjectBar({ stage, amender, registry }: Props) {
  const isOffered = usePart(stage.store.state, ({ file, screen }) => file !== null && !screen.watching)
  const carried = useSignal<Carried | null>(null)
  if (!isOffered) return null
  return (
    <>
      <div class="object-bar" role="toolbar" aria-label="New objects" data-own>
        {OBJECT_TYPES.map((type) => (
          <Source key={type} type={type} stage={stage} amender={amender} registry={registry} carried={carried} />
        ))}
      </div>
      {carried.value !== null && <Ghost stage={stage} carried={carried.value} />}
    </>
  )
}

interface SourceProps extends Props {
  readonly type: ObjectType
  readonly carried: Signal<Carried | null>
}

function Source({ type, stage, amender, registry, carried }: SourceProps) {
  const from = useRef<Point | null>(null)
  const isDrag = useRef(false)
  const letGo = () => {
    from.current = null
    isDrag.current = false
    carried.value = null
  }
  useCancel(letGo)
  const { title, keys } = registry.get(`add-${type}`)
  const drop = () => {
    const state = stage.store.state.peek()
    const { value } = carried
    if (!isDrag.current) return registry.run(`add-${type}`)
    if (value === null) return // let go beside the stage
    stage.cameraman.touched = true // it should be seen where it was put
    const at = placeIn(state.places, value.network, stage.pointAt(value.at))
    void amender.add(type, value.network, at)
  }
  return (
    <button
      type="button"
      class={`object-source ${type}`}
      aria-label={title}
      title={`${title} (${spelled(keys[0] ?? "")}): press, or drag onto the graph`}
      disabled={!registry.isEnabled(`add-${type}`)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { x: event.clientX, y: event.clientY }
      }}
      onPointerMove={(event) => {
        if (from.current === null) return
        isDrag.current ||= Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > SLACK
        if (isDrag.current) carried.value = carriedTo(stage, type, event)
      }}
      onPointerUp={() => {
        if (from.current !== null) drop()
        letGo()
      }}
      onPointerCancel={letGo}
      // A press with the mouse has its own way; this is for the keyboard.
      onClick={(event) => event.detail === 0 && registry.run(`add-${type}`)}
    >
      <Shape type={type} />
    </button>
  )
}

/** Where an object would go; nowhere outside of the stage. */
function carriedTo(stage: Stage, type: ObjectType, event: PointerEvent): Carried | null {
  const frame = (event.currentTarget as Element).closest(".stage")?.getBoundingClientRect()
  if (frame === undefined) return null
  const at = { x: event.clientX - frame.left, y: event.clientY - frame.top }
  if (at.x < 0 || at.y < 0 || at.x > frame.width || at.y > frame.height) return null
  return { type, at, network: networkAt(stage.scene.peek(), stage.pointAt(at), MODEL) }
}

function Ghost({ stage, carried }: { readonly stage: Stage; readonly carried: Carried }) {
  const camera = stage.camera.value
  const network = stage.scene.value.items.get(carried.network)
  return (
    <>
      {network !== undefined && <div class="drop-frame" style={placed(boxToScreen(camera, network.box))} />}
      <div
        class={`object-ghost ${carried.type}`}
        style={{ left: `${carried.at.x}px`, top: `${carried.at.y}px`, scale: String(camera.zoom) }}
      >
        <Shape type={carried.type} />
      </div>
    </>
  )
}

export function placed({ left, top, width, height }: Box): { [name: string]: string } {
  return { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }
}

function Shape({ type }: { readonly type: ObjectType }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      {type === "ensemble" && (
        <>
          <circle cx="12" cy="12" r="9" />
          <path d="M9 9h.01M14.5 8.5h.01M12 12.5h.01M8.5 14.5h.01M15.5 13.5h.01M12.5 16.5h.01" />
        </>
      )}
      {type === "node" && <rect x="4" y="4" width="16" height="16" rx="2" />}
      {type === "network" && (
        <>
          <rect x="2.5" y="4.5" width="19" height="15" rx="4" />
          <rect x="5.5" y="7.5" width="13" height="9" rx="2" />
        </>
      )}
    </svg>
  )
}

/** Let go of everything when Escape is pressed. */
export function useCancel(cancel: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") cancel()
    }
    addEventListener("keydown", onKey, true)
    return () => removeEventListener("keydown", onKey, true)
  }, [])
}
