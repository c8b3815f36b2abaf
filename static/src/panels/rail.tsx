/** The narrow bar at the left: which drawer is out. */
import type { Registry } from "../actions/registry"
import { usePart } from "../store/parts"
import type { Drawer } from "../store/state"
import type { Store } from "../store/store"
import { ActionButton } from "../controls/button"
import type { IconName } from "../style/icons"

const ENTRIES: readonly (readonly [Drawer, IconName])[] = [
  ["outline", "list"],
  ["files", "folder"],
  ["examples", "book"],
  ["plots", "plot"],
  ["problems", "warning"],
]

export function Rail({ store, registry }: { readonly store: Store; readonly registry: Registry }) {
  const drawer = usePart(store.state, (state) => state.screen.drawer)
  const problems = usePart(store.state, (state) => state.problems.length)
  return (
    <nav class="rail" aria-label="Drawers">
      {ENTRIES.map(([id, icon]) => (
        <ActionButton
          key={id}
          registry={registry}
          id={id}
          icon={icon}
          isPressed={drawer === id}
          label={id === "problems" && problems > 0 ? `Problems: ${problems}` : registry.get(id).title}
        >
          {id === "problems" && problems > 0 && <b class="badge">{problems}</b>}
        </ActionButton>
      ))}
      <span class="space" />
      <ActionButton registry={registry} id="settings" icon="settings" isPressed={drawer === "settings"} />
    </nav>
  )
}
