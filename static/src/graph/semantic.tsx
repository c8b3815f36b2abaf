/**
 * The graph for keyboards, screen readers and tests: an invisible element over each visible object.
 *
 * They follow the camera as one layer and are placed anew when it rests.
 */
import { useComputed, useSignal, useSignalEffect } from "@preact/signals"
import { useRef } from "preact/hooks"
import { usePart } from "../store/parts"
import { factsOf } from "../store/select"
import { movedBy } from "../store/choose"
import { boxToScreen, type Camera, HOME } from "./camera"
import { type Box, overlap } from "./geometry"
import type { Item } from "./items"
import { neighbour } from "./scene"
import { isRound } from "./shapes"
import type { Stage } from "./stage"

/** More elements than this help nobody and slow the page. */
const MOST = 300
/** The camera rests when it has not moved for so many milliseconds. */
const REST = 150
/** Pixels an arrow key with Shift moves an object by. */
const NUDGE = 8

const ARROWS: { readonly [key: string]: readonly [number, number] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export function SemanticLayer({ stage }: { readonly stage: Stage }) {
  const camera = useRestingCamera(stage)
  const layer = useLayerThatFollows(stage, camera)
  const selection = usePart(stage.store.state, (state) => state.screen.selection)
  const items = useComputed(() => visibleItems(stage, camera.value))
  const active = items.value.find((item) => selection.includes(item.object.id)) ?? items.value[0]
  return (
    <div
      class="semantic"
      ref={layer}
      role="tree"
      aria-label="Model graph"
      aria-multiselectable="true"
      onKeyDown={(event) => arrows(stage, event)}
    >
      {items.value.map((item) => (
        <TreeItem
          key={item.object.id}
          stage={stage}
          item={item}
          box={boxToScreen(camera.value, item.box)}
          isSelected={selection.includes(item.object.id)}
          isActive={item === active}
        />
      ))}
    </div>
  )
}

interface TreeItemProps {
  readonly stage: Stage
  readonly item: Item
  readonly box: Box
  readonly isSelected: boolean
  /** The one element of the tree that Tab reaches. */
  readonly isActive: boolean
}

function TreeItem({ stage, item, box, isSelected, isActive }: TreeItemProps) {
  const { object } = item
  const state = stage.store.state.peek()
  return (
    <div
      role="treeitem"
      class={item.open ? "open" : isRound(object) ? "round" : ""}
      data-id={object.id}
      tabIndex={isActive ? 0 : -1}
      aria-label={`${object.label || object.id}, ${factsOf(state, object)}`}
      aria-level={item.depth + 1}
      aria-selected={isSelected}
      aria-expanded={object.kind === "network" ? item.open : undefined}
      style={{
        left: `${box.left}px`,
        top: `${box.top}px`,
        width: `${box.width}px`,
        height: `${box.height}px`,
      }}
      onFocus={(event) => {
        // A click has its own way of selecting; this is for Tab and the arrow keys.
        if (event.currentTarget.matches(":focus-visible") && !isSelected) stage.select(object.id)
      }}
    />
  )
}

/** Arrows go to the next object that way; with Shift they push the selected ones. */
function arrows(stage: Stage, event: KeyboardEvent): void {
  const way = ARROWS[event.key]
  if (way === undefined || event.ctrlKey || event.altKey || event.metaKey) return
  event.preventDefault()
  event.stopPropagation()
  if (event.shiftKey) push(stage, way)
  else goFrom(stage, event.target as HTMLElement, way)
}

function push(stage: Stage, [dx, dy]: readonly [number, number]): void {
  const { screen, places } = stage.store.state.peek()
  const moved = movedBy(places, screen.selection, NUDGE * dx, NUDGE * dy)
  if (Object.keys(moved).length === 0) return
  stage.store.choose({ kind: "moved", places: moved })
  stage.store.send({ kind: "move", places: moved })
}

function goFrom(stage: Stage, element: HTMLElement, [dx, dy]: readonly [number, number]): void {
  const scene = stage.scene.peek()
  const from = scene.items.get(element.dataset["id"] ?? "")
  const to = from && neighbour(scene, from, dx, dy)
  if (to === null || to === undefined) return
  stage.select(to.object.id)
  stage.reveal(to.object.id)
  const layer = element.parentElement
  // The element may only be there after the camera has come to rest.
  const focus = () => layer?.querySelector<HTMLElement>(`[data-id="${CSS.escape(to.object.id)}"]`)?.focus()
  focus()
  setTimeout(focus, REST + 300)
}

function visibleItems(stage: Stage, camera: Camera): readonly Item[] {
  const { width, height } = stage.size.value
  const view = { left: 0, top: 0, width, height }
  return [...stage.scene.value.items.values()]
    .filter((item) => overlap(boxToScreen(camera, item.box), view))
    .slice(0, MOST)
}

/** The camera as it last stood still. */
function useRestingCamera(stage: Stage) {
  const resting = useSignal(HOME)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useSignalEffect(() => {
    const camera = stage.camera.value
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      resting.value = camera
    }, REST)
  })
  return resting
}

/** Between two rests the whole layer is moved and stretched along with the camera. */
function useLayerThatFollows(stage: Stage, resting: { readonly value: Camera }) {
  const layer = useRef<HTMLDivElement>(null)
  useSignalEffect(() => {
    const [now, rest] = [stage.camera.value, resting.value]
    const scale = now.zoom / rest.zoom
    const style = layer.current?.style
    if (style)
      style.transform = `translate(${now.x - rest.x * scale}px, ${now.y - rest.y * scale}px) scale(${scale})`
  })
  return layer
}
