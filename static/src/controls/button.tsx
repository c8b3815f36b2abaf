/** A button that does an action of the registry: its name, key and state come from there. */
import { useComputed } from "@preact/signals"
import type { ComponentChildren } from "preact"
import type { Registry } from "../actions/registry"
import { spelled } from "../actions/keys"
import { Icon, type IconName } from "../style/icons"

interface Props {
  readonly registry: Registry
  readonly id: string
  readonly icon: IconName
  /** What the action is called here, where its state says more than its name. */
  readonly label?: string
  readonly class?: string
  readonly isPressed?: boolean
  readonly children?: ComponentChildren
}

export function ActionButton({ registry, id, icon, label, class: name, isPressed, children }: Props) {
  const { title, keys } = registry.get(id)
  const said = label ?? title
  const isEnabled = useComputed(() => registry.isEnabled(id)).value
  return (
    <button
      type="button"
      class={`icon-button ${name ?? ""}`}
      aria-label={said}
      aria-pressed={isPressed}
      title={keys[0] === undefined ? said : `${said} (${spelled(keys[0])})`}
      disabled={!isEnabled}
      onClick={() => registry.run(id)}
    >
      <Icon name={icon} />
      {children}
    </button>
  )
}
