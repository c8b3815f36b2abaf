/** Asks for a name to save under. */
import { useSignal } from "@preact/signals"
import { saveAs } from "../actions/file"
import type { Code } from "../actions/action"
import type { Store } from "../store/store"
import { Modal } from "./modal"

interface Props {
  readonly store: Store
  readonly code: Code
  readonly close: () => void
}

export function SaveAsDialog({ store, code, close }: Props) {
  const { file, welcome } = store.state.peek()
  const name = useSignal(suggestion(file?.path ?? ""))
  const isReplacing = useSignal(false)
  const trouble = nameTrouble(name.value)
  const submit = (event: Event) => {
    event.preventDefault()
    if (trouble !== "") return
    saveAs(store, code.text(), withSuffix(name.value), isReplacing.value)
    close()
  }
  return (
    <Modal label="Save as" close={close}>
      <form onSubmit={submit}>
        <h2>Save as</h2>
        <label class="field wide">
          <span>Name in {welcome?.workspace ?? "the folder"}</span>
          <input
            type="text"
            value={name.value}
            spellcheck={false}
            onInput={({ currentTarget }) => {
              name.value = currentTarget.value
            }}
          />
        </label>
        <label class="field">
          <span>Replace a file of that name</span>
          <input
            type="checkbox"
            checked={isReplacing.value}
            onChange={({ currentTarget }) => {
              isReplacing.value = currentTarget.checked
            }}
          />
        </label>
        <p class="hint" role="status">
          {trouble}
        </p>
        <div class="modal-buttons">
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="button primary" disabled={trouble !== ""}>
            Save
          </button>
        </div>
      </form>
    </Modal>
  )
}

/** The file's own name: `example:tutorial/15-lorenz.py` becomes `15-lorenz.py`. */
export function suggestion(path: string): string {
  const name = path.split(/[/:]/).at(-1) ?? ""
  return name === "" ? "model.py" : path.includes(":") ? name : path
}

export function withSuffix(name: string): string {
  return name.trim().endsWith(".py") ? name.trim() : `${name.trim()}.py`
}

/** What is wrong with a name, in a sentence; the session has the last word. */
export function nameTrouble(name: string): string {
  const parts = name.trim().split("/")
  if (name.trim() === "") return "A file needs a name."
  if (/^[/\\~]|^[a-z]:[/\\]/i.test(name.trim()) || parts.includes(".."))
    return "Files are saved in this folder and those below it: write a name without a path from elsewhere."
  if (parts.some((part) => part === "" || part.startsWith(".")))
    return "Names must not be empty or begin with a dot."
  return /[\\:*?"<>|\0]/.test(name) ? 'Leave out \\ : * ? " < > and |.' : ""
}
