/** The menu of the graph: what can be done with what was pressed. */
import { useEffect, useRef } from "preact/hooks"
import type { Action } from "../actions/action"
import { PLOT_ACTIONS } from "../actions/object"
import { spelled } from "../actions/keys"
import type { Registry } from "../actions/registry"
import type { Stage } from "../graph/stage"

/** Entries for an object or connection, and for the empty stage. */
const FOR_OBJECT = [
  ...PLOT_ACTIONS,
  "open",
  "close",
  "connect",
  "rename",
  "delete",
  "code",
  "inspector",
  "upstream",
  "downstream",
  "fit-selection",
  "layout",
]
const FOR_STAGE = ["add-ensemble", "add-node", "add-network", "fit", "zoom-100", "layout", "activity", "minimap", "examples", "palette"]

export function GraphMenu({ stage, registry }: { readonly stage: Stage; readonly registry: Registry }) {
  const request = stage.menu.value
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (request === null) return
    keepInside(element.current)
    element.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus()
  }, [request])
  if (request === null) return null
  const close = () => {
    stage.menu.value = null
  }
  const ids = request.hit === null ? FOR_STAGE : FOR_OBJECT
  const entries = ids.map((id) => registry.get(id)).filter((each) => registry.isEnabled(each.id))
  const { x, y } = request.at
  return (
    <div
      class="menu popover"
      ref={element}
      role="menu"
      aria-label="What can be done here"
      data-own
      style={{ left: `${x}px`, top: `${y}px` }}
      onKeyDown={(event) => onKey(event, close)}
      onContextMenu={(event) => event.preventDefault()}
      onFocusOut={({ relatedTarget, currentTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) close()
      }}
    >
      {entries.map((entry) => (
        <Entry
          key={entry.id}
          entry={entry}
          run={() => {
            close()
            registry.run(entry.id)
          }}
        />
      ))}
    </div>
  )
}

function Entry({ entry, run }: { readonly entry: Action; readonly run: () => void }) {
  const [keys] = entry.keys
  return (
    <button type="button" role="menuitem" tabIndex={-1} onClick={run}>
      <span>{entry.title}</span>
      {keys !== undefined && <kbd>{spelled(keys)}</kbd>}
    </button>
  )
}

function onKey(event: KeyboardEvent, close: () => void): void {
  event.stopPropagation()
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=menuitem]")]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[
    event.key
  ]
  if (event.key === "Escape") close()
  if (next === undefined) return
  event.preventDefault()
  items[next % items.length]?.focus()
}

/** A menu that was asked for near the edge opens inwards. */
function keepInside(menu: HTMLElement | null): void {
  const frame = menu?.parentElement?.getBoundingClientRect()
  if (menu === null || frame === undefined) return
  const box = menu.getBoundingClientRect()
  const [right, low] = [box.right - frame.right + 8, box.bottom - frame.bottom + 8]
  if (right > 0) menu.style.left = `${menu.offsetLeft - right}px`
  if (low > 0) menu.style.top = `${Math.max(8, menu.offsetTop - low)}px`
}
