/** Objects of the graph that are dropped on a plot are added to it, and stay where they were. */
import { canShare, joined } from "../plots/sharing"
import { KINDS } from "../plots/kinds"
import type { Stage } from "../graph/stage"
import type { Plot } from "../protocol/generated"
import { change } from "./card"

/** Follow what is dragged on the stage; returns how to stop. */
export function followDrops(stage: Stage): () => void {
  const listening = new AbortController()
  // Before the hand of the stage hears of it, so that there is nothing left for it to put down.
  const options = { capture: true, signal: listening.signal }
  addEventListener("pointermove", (event) => mark(receiver(stage, event)), options)
  addEventListener("pointerup", (event) => drop(stage, event), options)
  return () => listening.abort()
}

interface Receiver {
  readonly card: Element
  readonly plot: Plot
  /** Those of the dragged objects that it takes. */
  readonly objects: readonly string[]
}

/** The plot under the pointer, if it takes any of what is dragged. */
function receiver(stage: Stage, { clientX, clientY }: PointerEvent): Receiver | null {
  const dragged = Object.keys(stage.ahead.peek())
  if (dragged.length === 0) return null
  const card = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-plot]")
  const { plots, objects } = stage.store.state.peek()
  const plot = plots.find((each) => each.id === card?.dataset["plot"])
  if (!card || plot === undefined) return null
  const taken = dragged.filter((id) => {
    const object = objects.get(id)
    return object !== undefined && canShare(KINDS[plot.kind], plot, object)
  })
  return taken.length === 0 ? null : { card, plot, objects: taken }
}

function mark(found: Receiver | null): void {
  for (const card of document.querySelectorAll(".card.receives")) {
    if (card !== found?.card) card.classList.remove("receives")
  }
  found?.card.classList.add("receives")
}

function drop(stage: Stage, event: PointerEvent): void {
  const found = receiver(stage, event)
  mark(null)
  if (found === null) return
  stage.ahead.value = {}
  change(stage.store, joined(found.plot, ...found.objects))
}
