/** The bar at the top: what is open, how to find things, and the simulation in the middle. */
import type { Registry } from "../actions/registry"
import { spelled } from "../actions/keys"
import { usePart } from "../store/parts"
import { isRunning, lastGoodModelRuns } from "../store/select"
import type { State } from "../store/state"
import type { Store } from "../store/store"
import { Icon } from "../style/icons"
import { ActionButton } from "./button"
import { Speed } from "./speed"

interface Props {
  readonly store: Store
  readonly registry: Registry
}

export function TopBar({ store, registry }: Props) {
  const isTroubled = usePart(store.state, lastGoodModelRuns)
  return (
    <header class={`topbar ${isTroubled ? "troubled" : ""}`}>
      <div class="left">
        <FileName store={store} registry={registry} />
        <button type="button" class="search" onClick={() => registry.run("palette")}>
          <Icon name="search" size={15} />
          <span>Search commands, objects, examples</span>
          <kbd>{spelled("Ctrl+K")}</kbd>
        </button>
      </div>
      <RunControls store={store} registry={registry} />
      <div class="tools" role="group" aria-label="Graph and help">
        <UndoButton store={store} registry={registry} id="undo" />
        <UndoButton store={store} registry={registry} id="redo" />
        <ActionButton registry={registry} id="editor" icon="code" />
        <ActionButton registry={registry} id="theme" icon="contrast" />
        <ActionButton registry={registry} id="shortcuts" icon="help" />
      </div>
    </header>
  )
}

function FileName({ store, registry }: Props) {
  const name = usePart(store.state, (state) => state.file?.name ?? null)
  const saved = usePart(store.state, savedness)
  return (
    <div class="file">
      <Logo />
      {name !== null && (
        <>
          <h1>
            <button type="button" class="file-name" title="Save as …" onClick={() => registry.run("save-as")}>
              {name}
            </button>
          </h1>
          {saved === "unsaved" ? (
            <button
              type="button"
              class="file-state unsaved"
              title={`Save (${spelled("Ctrl+S")})`}
              onClick={() => registry.run("save")}
            >
              <i aria-hidden="true" /> unsaved
            </button>
          ) : (
            <span class="file-state">{saved}</span>
          )}
        </>
      )}
    </div>
  )
}

function savedness({ file, unsaved, saving }: State): string {
  if (saving !== null) return "saving …"
  if (unsaved) return "unsaved"
  return file?.writable === false ? (file.path.startsWith("example:") ? "example" : "not saved yet") : "saved"
}

/** A ring and what it holds: an ensemble. */
function Logo() {
  return (
    <svg class="logo" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="7.6" fill="none" stroke="currentColor" stroke-width="1.8" />
      <circle cx="10" cy="10" r="3.4" fill="currentColor" />
    </svg>
  )
}

function RunControls({ store, registry }: Props) {
  const running = usePart(store.state, isRunning)
  return (
    <div class="run-controls" role="group" aria-label="Simulation">
      <ActionButton registry={registry} id="reset" icon="reset" />
      <ActionButton
        registry={registry}
        id="run"
        icon={running ? "pause" : "run"}
        label={running ? "Pause" : "Run"}
        class="primary"
      />
      <ActionButton registry={registry} id="step" icon="step" />
      <Speed store={store} />
    </div>
  )
}

function UndoButton({ store, registry, id }: Props & { readonly id: "undo" | "redo" }) {
  const what = usePart(store.state, (state) => state.history[id])
  const verb = id === "undo" ? "Undo" : "Redo"
  return (
    <ActionButton
      registry={registry}
      id={id}
      icon={id}
      label={what === "" ? `${verb} in the graph` : `${verb}: ${what}`}
    />
  )
}
