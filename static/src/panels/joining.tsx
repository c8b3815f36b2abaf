/** Draws a connection: from the handle of an object to another one, with the mouse or by keys. */
import { useComputed, useSignal, type Signal } from "@preact/signals"
import type { Amender } from "../actions/amend"
import { isEditable, puts, takes } from "../actions/byhand"
import { boxToScreen, toScreen } from "../graph/camera"
import { centreOf, distance, edgeOfBox, edgeOfCircle, grown, type Box, type Point } from "../graph/geometry"
import { isInside } from "../graph/grasp"
import type { Item } from "../graph/items"
import { isRound } from "../graph/shapes"
import type { Stage } from "../graph/stage"
import { usePart } from "../store/parts"
import { placed, useCancel } from "./objectbar"

interface Props {
  readonly stage: Stage
  readonly amender: Amender
}

/** A line on its way. */
interface Pull {
  readonly from: string
  readonly at: Point
  /** What it would be connected to. */
  readonly to: string | null
  /** Whether it has been away from where it begins: only then may it come back. */
  readonly left: boolean
}

/** So far from its object, in pixels, has a line left it. */
const AWAY = 26

export function Joining({ stage, amender }: Props) {
  const pull = useSignal<Pull | null>(null)
  const byKeys = usePart(stage.store.state, ({ screen }) => screen.joining)
  const leader = usePart(stage.store.state, ({ screen }) => screen.selection.at(-1) ?? null)
  if (byKeys !== null) return <ByKeys stage={stage} from={byKeys} to={leader} />
  return (
    <>
      <Handle stage={stage} amender={amender} pull={pull} />
      {pull.value !== null && <Line stage={stage} {...pull.value} />}
    </>
  )
}

/** From one object to the one that is selected now: the arrow keys choose, Enter connects. */
function ByKeys({ stage, from, to }: { readonly stage: Stage; readonly from: string; readonly to: string | null }) {
  const { objects } = stage.store.state.value
  const target = objects.get(to ?? "")
  const item = stage.scene.value.items.get(to ?? from)
  const at = item === undefined ? { x: 0, y: 0 } : toScreen(stage.camera.value, centreOf(item.box))
  return (
    <>
      <Line stage={stage} from={from} at={at} to={takes(target) ? to : null} left={from !== to} />
      <p class="joining-hint" role="status">
        <span>
          Connect <b>{objects.get(from)?.label || from}</b> to{" "}
          {to === from ? "…" : <b>{target?.label || to}</b>}
          {to !== from && !takes(target) && ", which takes nothing in"}
        </span>
        <small>
          <kbd>arrows</kbd> choose · <kbd>Enter</kbd> connect · <kbd>Esc</kbd> leave it
        </small>
      </p>
    </>
  )
}

/** A grip at the edge of the object under the pointer, or of the selected one. */
function Handle({ stage, amender, pull }: Props & { readonly pull: Signal<Pull | null> }) {
  const owner = useComputed(() => ownerOf(stage, pull.value))
  useCancel(() => {
    pull.value = null
  })
  const item = owner.value
  if (item === null) return null
  const box = boxToScreen(stage.camera.value, item.box)
  const { id } = item.object
  const pulled = (event: PointerEvent): Pull => pullTo(stage, id, event, pull.peek()?.left ?? false)
  return (
    <div
      class="join-handle"
      data-own
      data-join={id}
      aria-hidden="true"
      title="Drag to connect"
      style={{ left: `${box.left + box.width}px`, top: `${box.top + box.height / 2}px` }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        stage.hovered.value = null // no words about it while a line is drawn
        pull.value = pulled(event)
      }}
      onPointerMove={(event) => {
        if (pull.peek() !== null) pull.value = pulled(event)
      }}
      onPointerUp={() => {
        const to = pull.peek()?.to
        pull.value = null
        if (to) void amender.connect(id, to)
      }}
      onPointerCancel={() => {
        pull.value = null
      }}
    />
  )
}

/** Whose handle is shown: never that of something that is being dragged, or puts out nothing. */
function ownerOf(stage: Stage, pull: Pull | null): Item | null {
  const { items } = stage.scene.value
  if (pull !== null) return items.get(pull.from) ?? null
  if (Object.keys(stage.ahead.value).length > 0 || stage.marquee.value !== null) return null
  const hit = stage.hovered.value
  const hovered = hit?.kind === "item" && !isInside(hit) ? hit.item.object.id : null
  const state = stage.store.state.value
  const { selection } = state.screen
  const selected = selection.length === 1 ? selection[0] : null
  const item = items.get(hovered ?? "") ?? items.get(selected ?? "")
  return isEditable(state) && item !== undefined && puts(item.object) ? item : null
}

function pullTo(stage: Stage, from: string, event: PointerEvent, hasLeft: boolean): Pull {
  const frame = (event.currentTarget as Element).closest(".stage")?.getBoundingClientRect()
  const at = { x: event.clientX - (frame?.left ?? 0), y: event.clientY - (frame?.top ?? 0) }
  const left = hasLeft || isAway(stage, from, at)
  const hit = stage.hitAt(at)
  const object = hit?.kind === "item" && !isInside(hit) ? hit.item.object : undefined
  const isTarget = takes(object) && (left || object?.id !== from)
  return { from, at, to: isTarget ? (object?.id ?? null) : null, left }
}

function isAway(stage: Stage, from: string, at: Point): boolean {
  const item = stage.scene.peek().items.get(from)
  if (item === undefined) return true
  const box = boxToScreen(stage.camera.peek(), item.box)
  return distance(at, centreOf(box)) > Math.max(box.width, box.height) / 2 + AWAY
}

/** The line that is not there yet, and a ring around what it would be connected to. */
function Line({ stage, from, at, to, left }: Pull & { readonly stage: Stage }) {
  const camera = stage.camera.value
  const { items } = stage.scene.value
  const [source, target] = [items.get(from), items.get(to ?? "")]
  if (source === undefined) return null
  const box = boxToScreen(camera, source.box)
  const goal = target && boxToScreen(camera, target.box)
  const tip = goal && target !== source ? edgeOf(goal, target as Item, centreOf(box)) : at
  const start = edgeOf(box, source, tip)
  return (
    <>
      {left && (
        <svg class="joining-line" aria-hidden="true">
          <defs>
            <marker id="joining-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" orient="auto" markerUnits="userSpaceOnUse">
              <path d="M0 0L10 5L0 10z" />
            </marker>
          </defs>
          <path d={`M${start.x} ${start.y}L${tip.x} ${tip.y}`} marker-end="url(#joining-tip)" />
        </svg>
      )}
      {goal && target && (
        <div class={`joining-target ${isRound(target.object) ? "round" : ""}`} style={placed(grown(goal, 6))} />
      )}
    </>
  )
}

function edgeOf(box: Box, item: Item, towards: Point): Point {
  if (isRound(item.object) && !item.open) return edgeOfCircle(centreOf(box), box.width / 2 + 2, towards)
  return edgeOfBox(grown(box, 2), towards)
}
