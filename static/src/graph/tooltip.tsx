/** What is under the pointer, in words. */
import { useSignal, useSignalEffect } from "@preact/signals"
import { useRef } from "preact/hooks"
import type { GraphConnection } from "../protocol/generated"
import { factsOf } from "../store/select"
import type { State } from "../store/state"
import { boxToScreen, toScreen } from "./camera"
import { pointOn } from "./geometry"
import type { Hit } from "./scene"
import type { Stage } from "./stage"

/** Milliseconds a pointer must rest before it is told. */
const PATIENCE = 350

export function Tooltip({ stage }: { readonly stage: Stage }) {
  const told = useSignal<Hit | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useSignalEffect(() => {
    const hit = stage.hovered.value
    void stage.camera.value
    const isBusy = stage.menu.value !== null || stage.pressed.value
    clearTimeout(timer.current)
    told.value = null
    if (hit !== null && !isBusy && !(hit.kind === "item" && hit.part === "inside")) {
      timer.current = setTimeout(() => {
        told.value = hit
      }, PATIENCE)
    }
  })
  const hit = told.value
  if (hit === null) return null
  const { x, y } = anchorOf(stage, hit)
  const { title, facts } = wordsFor(stage.store.state.peek(), hit)
  return (
    <div class="tooltip" role="tooltip" style={{ left: `${x}px`, top: `${y}px` }}>
      <strong>{title}</strong>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </div>
  )
}

function anchorOf(stage: Stage, hit: Hit): { readonly x: number; readonly y: number } {
  const camera = stage.camera.value
  if (hit.kind === "wire") return toScreen(camera, hit.wire.loop?.centre ?? pointOn(hit.wire.curve, 0.5))
  const { left, top, width } = boxToScreen(camera, hit.item.box)
  return { x: left + width / 2, y: top - 10 }
}

function wordsFor(state: State, hit: Hit): { readonly title: string; readonly facts: readonly string[] } {
  if (hit.kind === "wire") {
    const [first] = hit.wire.connections
    if (first === undefined) return { title: "", facts: [] }
    const more = hit.wire.connections.length - 1
    const rest = more > 0 ? [`and ${more} more`] : []
    return {
      title: `${nameOf(state, first.pre)} → ${nameOf(state, first.post)}`,
      facts: [factsOfConnection(first).join(", "), ...rest],
    }
  }
  const { object } = hit.item
  const more = [object.neuron_type, object.line === null ? "" : `line ${object.line}`]
    .filter(Boolean)
    .join(" · ")
  return { title: object.label || object.id, facts: [factsOf(state, object), ...(more === "" ? [] : [more])] }
}

/** What a connection does, a fact each: dimensions, function, transform, synapse, learning. */
export function factsOfConnection(connection: GraphConnection): readonly string[] {
  const { dimensions, effect, synapse, learning_rules: rules, to_neurons: toNeurons } = connection
  return [
    `${dimensions} dimension${dimensions === 1 ? "" : "s"}`,
    ...(effect === "mixed" ? [] : [effect]),
    ...(toNeurons ? ["into neurons"] : []),
    ...(connection.function === "" ? [] : [`function ${connection.function}`]),
    ...(connection.transform === "" ? [] : [`transform ${connection.transform}`]),
    ...(synapse === "" ? [] : [`synapse ${synapse}`]),
    ...(rules.length === 0 ? [] : [`learns by ${rules.join(", ")}`]),
    ...(connection.modulates === null ? [] : ["teaches a learning rule"]),
  ]
}

function nameOf(state: State, id: string): string {
  return state.objects.get(id)?.label || id
}
