/** A field over the name of an object, in which another one is written. */
import { useSignal } from "@preact/signals"
import { useLayoutEffect, useRef } from "preact/hooks"
import { type Amender, hasLabel } from "../actions/amend"
import { boxToScreen } from "../graph/camera"
import type { Item } from "../graph/items"
import type { Stage } from "../graph/stage"
import { usePart } from "../store/parts"

interface Props {
  readonly stage: Stage
  readonly amender: Amender
}

/** What Python takes for a name. */
const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u

export function NameField({ stage, amender }: Props) {
  const id = usePart(stage.store.state, ({ screen }) => screen.renaming)
  const item = stage.scene.value.items.get(id ?? "")
  if (id === null || item === undefined) return null
  return <Field key={id} stage={stage} amender={amender} item={item} />
}

function Field({ stage, amender, item }: Props & { readonly item: Item }) {
  const { id, label } = item.object
  const input = useRef<HTMLInputElement>(null)
  const isLabel = hasLabel(item.object)
  const wrong = useSignal("")
  useLayoutEffect(() => input.current?.select(), []) // before the next key arrives
  const close = () => {
    stage.store.show({ renaming: null })
    input.current?.closest<HTMLElement>(".stage")?.focus()
  }
  const commit = () => {
    const name = input.current?.value.trim() ?? ""
    if (name === label || name === "") return close()
    if (!isLabel && !NAME.test(name)) {
      wrong.value = "A name has letters, digits and _ alone, and begins with no digit."
      return
    }
    close()
    void amender.rename(id, name)
  }
  return (
    <div class="name-field" data-own style={place(stage, item)}>
      <input
        ref={input}
        type="text"
        aria-label={isLabel ? `Label of ${label}` : `Name of ${label || id}`}
        aria-invalid={wrong.value !== ""}
        aria-describedby="name-field-wrong"
        spellcheck={false}
        size={Math.max(8, label.length + 2)}
        defaultValue={label}
        onInput={() => {
          wrong.value = ""
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit()
          else if (event.key === "Escape") close()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
        onBlur={() => stage.store.state.peek().screen.renaming === id && stage.store.show({ renaming: null })}
      />
      <span id="name-field-wrong" role="alert">
        {wrong.value}
      </span>
    </div>
  )
}

/** Over the name: below an object, in the title of an open network. */
function place(stage: Stage, item: Item): { [name: string]: string } {
  const { left, top, width, height } = boxToScreen(stage.camera.value, item.box)
  return item.open
    ? { left: `${left + 12}px`, top: `${top + 3}px` }
    : { left: `${left + width / 2}px`, top: `${top + height + 1}px`, translate: "-50% 0" }
}
