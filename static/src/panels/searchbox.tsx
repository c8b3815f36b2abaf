/** A field that narrows a list. */
import type { Signal } from "@preact/signals"

export function SearchBox({ label, value }: { readonly label: string; readonly value: Signal<string> }) {
  return (
    <input
      class="search-box"
      type="search"
      aria-label={label}
      placeholder={label}
      value={value.value}
      onInput={({ currentTarget }) => {
        value.value = currentTarget.value
      }}
    />
  )
}
