/** What is under the pointer, in words. */
import { useSignal, useSignalEffect } from "@preact/signals"
import { useRef } from "preact/hooks"
import type { GraphConnection } from "../protocol/generated"
import { factsOf } from "../store/select"
import type { State } from "../store/state"
import { boxToScreen, toScreen } from "./camera"
import { pointOn } from "./geometry"
import { nameOfEnd } from "./ghost"
import type { Hit } from "./scene"
import type { Stage } from "./stage"

/** Milliseconds a pointer must rest before it is told. */
const PATIENCE = 350
/** Pixels from the middle of a line to what is told of it. */
const CLEAR = 36
/** Connections of a bundle that are listed. */
const MOST = 6

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
  if (hit.kind === "wire") {
    const { x, y } = toScreen(camera, hit.wire.loop?.centre ?? pointOn(hit.wire.curve, 0.5))
    return { x, y: y - CLEAR } // what it tells of must be seen
  }
  const { left, top, width } = boxToScreen(camera, hit.item.box)
  return { x: left + width / 2, y: top - 10 }
}

function wordsFor(state: State, hit: Hit): { readonly title: string; readonly facts: readonly string[] } {
  if (hit.kind === "wire") {
    const { from, to, connections } = hit.wire
    const titles = connections.map(({ pre, post }) => `${nameOfEnd(state, from, pre)} → ${nameOfEnd(state, to, post)}`)
    const more = connections.length - MOST
    const rest = more > 0 ? [`and ${more} more`] : []
    if (new Set(titles).size === 1) {
      return { title: titles[0] ?? "", facts: [...connections.slice(0, MOST).map(spoken), ...rest] }
    }
    const facts = connections.slice(0, MOST).map((each, k) => `${titles[k]}: ${spoken(each)}`)
    return { title: `${connections.length} connections`, facts: [...facts, ...rest] }
  }
  const { object } = hit.item
  const more = [object.neuron_type, object.line === null ? "" : `line ${object.line}`]
    .filter(Boolean)
    .join(" · ")
  return { title: object.label || object.id, facts: [factsOf(state, object), ...(more === "" ? [] : [more])] }
}

function spoken(connection: GraphConnection): string {
  return factsOfConnection(connection).join(", ")
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
