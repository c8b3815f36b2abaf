/** What a hand has hold of on the stage, and what becomes of it. */
import { boxToScreen } from "./camera"
import { type Box, contains, overlap, type Point } from "./geometry"
import { withLabel } from "./items"
import type { Hit } from "./scene"
import type { Stage } from "./stage"

/** What floats on the stage (cards, buttons) takes its own events; it carries `data-own`. */
export function isForStage(event: Event): boolean {
  return !(event.target instanceof Element && event.target.closest("[data-own]"))
}

/** The inside of an open network lets the hand through, or one could not pan any more. */
export function isInside(hit: Hit): boolean {
  return hit.kind === "item" && hit.part === "inside"
}

export function idOf(hit: Hit | null): string | null {
  return hit === null ? null : hit.kind === "item" ? hit.item.object.id : hit.wire.id
}

export function sameHit(a: Hit | null, b: Hit | null): boolean {
  return idOf(a) === idOf(b) && (a?.kind !== "item" || b?.kind !== "item" || a.part === b.part)
}

/** Whose name is under a point of the stage; what cannot be opened counts as part of its name. */
export function labelAt(stage: Stage, at: Point): string | null {
  const point = stage.pointAt(at)
  for (const { object, box, open } of [...stage.scene.peek().items.values()].reverse()) {
    if (open || !contains(withLabel(box, object.label), point)) continue
    if (object.kind !== "network" || !contains(box, point)) return object.id
  }
  return null
}

/** All that is selected moves along; grasping something else selects that first. */
export function grasped(stage: Stage, id: string): readonly string[] {
  const { selection } = stage.store.state.peek().screen
  if (!selection.includes(id)) {
    stage.select(id)
    return [id]
  }
  // A network takes its children along; moving them as well would move them twice.
  return selection.filter((one) => !selection.some((other) => one.startsWith(`${other}.`)))
}

/** Say where things were put. Until the session answers, they stay there. */
export function drop(stage: Stage): void {
  const places = stage.ahead.peek()
  if (Object.keys(places).length > 0) {
    stage.store.choose({ kind: "moved", places })
    stage.store.send({ kind: "move", places })
  }
  stage.ahead.value = {}
}

export function selectIn(stage: Stage, band: Box): void {
  const camera = stage.camera.peek()
  const items = [...stage.scene.peek().items.values()]
  const inside = items.filter((item) => !item.open && overlap(boxToScreen(camera, item.box), band))
  stage.select(...inside.map((item) => item.object.id))
}

export function toggled(selection: readonly string[], id: string): readonly string[] {
  return selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id]
}
