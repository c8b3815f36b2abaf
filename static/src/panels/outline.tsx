/** The objects of the model as a list, as deep as they lie in each other. */
import { useSignal } from "@preact/signals"
import type { Stage } from "../graph/stage"
import type { GraphObject } from "../protocol/generated"
import { usePart } from "../store/parts"
import { factsOf, MODEL, networksAround } from "../store/select"
import { SearchBox } from "./searchbox"

/** More rows than this are not read; the search box narrows them down. */
const MOST = 500

export function Outline({ stage }: { readonly stage: Stage }) {
  const { state } = stage.store
  const objects = usePart(state, (all) => all.graph.objects)
  const selection = usePart(state, (all) => all.screen.selection)
  const sought = useSignal("")
  const words = sought.value.toLowerCase()
  const rows = inOrder(objects).filter(
    (object) => object.id !== MODEL && object.id.toLowerCase().includes(words),
  )
  return (
    <>
      <SearchBox label="Search objects" value={sought} />
      {objects.length < 2 && <p class="hint">There are no objects yet. Write a model, or open an example.</p>}
      <ul class="rows">
        {rows.slice(0, MOST).map((object) => (
          <li key={object.id}>
            <button
              type="button"
              aria-current={selection.includes(object.id)}
              title={factsOf(state.peek(), object)}
              style={{ paddingLeft: `${12 + 14 * networksAround(state.peek(), object.id).length}px` }}
              onClick={() => show(stage, object)}
            >
              <i class={`kind ${object.kind}`} aria-hidden="true" />
              <span>{object.label || object.id}</span>
              <small>{object.n_neurons > 0 ? object.n_neurons : ""}</small>
            </button>
          </li>
        ))}
      </ul>
      {rows.length > MOST && <p class="hint">{rows.length - MOST} more: search for them.</p>}
    </>
  )
}

/** Select an object and bring it, or the network that hides it, into view. */
export function show(stage: Stage, object: GraphObject): void {
  stage.select(object.id)
  const items = stage.scene.peek().items
  const shown = [
    object.id,
    ...networksAround(stage.store.state.peek(), object.id)
      .map((each) => each.id)
      .reverse(),
  ]
  const visible = shown.find((id) => items.has(id))
  if (visible !== undefined) stage.reveal(visible)
}

/** Children right after their network, rather than level by level. */
function inOrder(objects: readonly GraphObject[]): readonly GraphObject[] {
  const children = new Map<string, GraphObject[]>()
  for (const object of objects) children.set(object.parent, [...(children.get(object.parent) ?? []), object])
  const after = (parent: string): GraphObject[] =>
    (children.get(parent) ?? []).flatMap((each) => [each, ...after(each.id)])
  return after("")
}
