/** Asks what to do with text that is not on disk before another file is opened. */
import { useEffect, useRef } from "preact/hooks"
import { saveThenOpen } from "../actions/file"
import type { Code } from "../actions/action"
import type { Store } from "../store/store"
import { Modal } from "./modal"

interface Props {
  readonly store: Store
  readonly code: Code
  /** What to open afterwards. */
  readonly path: string
  readonly close: () => void
}

export function UnsavedDialog({ store, code, path, close }: Props) {
  const { file } = store.state.peek()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  const leave = () => {
    close()
    store.send({ kind: "open", path })
  }
  const saveFirst = () => {
    close()
    saveThenOpen(store, code.text(), path)
  }
  return (
    <Modal label="Unsaved changes" close={close}>
      <h2>{file?.name} is not saved</h2>
      <p>Save it before opening another file, or leave it as it is on disk.</p>
      <div class="modal-buttons">
        <button type="button" class="button" onClick={close}>
          Stay here
        </button>
        <button type="button" class="button" onClick={leave}>
          Open without saving
        </button>
        <button type="button" class="button primary" ref={first} onClick={saveFirst}>
          Save
        </button>
      </div>
    </Modal>
  )
}
