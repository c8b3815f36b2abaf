/** A window in front of everything: holds the focus until it is answered or left. */
import type { ComponentChildren } from "preact"
import { useEffect, useRef } from "preact/hooks"

interface Props {
  readonly label: string
  readonly class?: string
  readonly close: () => void
  readonly children: ComponentChildren
}

export function Modal({ label, class: name, close, children }: Props) {
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    element.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      class={`modal ${name ?? ""}`}
      ref={element}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) close()
      }}
    >
      <div class="modal-content">{children}</div>
    </dialog>
  )
}
