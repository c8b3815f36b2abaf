/** The pane at the right: code, inspector and log, and the strip of problems below. */
import { useEffect, useRef } from "preact/hooks"
import { spelled } from "../actions/keys"
import type { Code } from "../actions/action"
import type { Amender } from "../actions/amend"
import type { Registry } from "../actions/registry"
import type { Stage } from "../graph/stage"
import { usePart } from "../store/parts"
import type { Tab } from "../store/state"
import type { Store } from "../store/store"
import { Inspector } from "./inspector"
import { LogPane } from "./log"
import { ProblemStrip } from "./problems"

interface Props {
  readonly store: Store
  readonly stage: Stage
  readonly code: Code
  readonly registry: Registry
  readonly amender: Amender
  /** The element that the editor lives in, whatever tab is shown. */
  readonly editorElement: HTMLElement
}

const TABS: readonly Tab[] = ["code", "inspector", "log"]

export function CodePane({ store, stage, code, registry, amender, editorElement }: Props) {
  const tab = usePart(store.state, (state) => state.screen.tab)
  const name = usePart(store.state, (state) => state.file?.name ?? "Code")
  const hasFile = usePart(store.state, (state) => state.file !== null)
  const titles: { readonly [tab in Tab]: string } = { code: name, inspector: "Inspector", log: "Log" }
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: TABS.length - 1 }[event.key]
    if (step === undefined) return
    const next = TABS[(TABS.indexOf(tab) + step) % TABS.length] as Tab
    store.show({ tab: next })
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <div class="code-pane">
      <div class="tabs">
        <div role="tablist" aria-label="Code, inspector and log" onKeyDown={onKey}>
          {TABS.map((each) => (
            <button
              type="button"
              role="tab"
              key={each}
              id={`tab-${each}`}
              aria-selected={tab === each}
              aria-controls={`panel-${each}`}
              tabIndex={tab === each ? 0 : -1}
              onClick={() => store.show({ tab: each })}
            >
              {titles[each]}
            </button>
          ))}
        </div>
        <button type="button" class="run-code" onClick={() => registry.run("run-code")}>
          <kbd>{spelled("Ctrl+Enter")}</kbd> run
        </button>
      </div>
      <div
        class="tab-panel"
        role="tabpanel"
        id="panel-code"
        aria-labelledby="tab-code"
        hidden={tab !== "code"}
      >
        {/* Without a file there is nobody who would keep what is typed. */}
        {hasFile ? (
          <EditorSlot element={editorElement} />
        ) : (
          <p class="hint">Here stands the code of the model that is open.</p>
        )}
      </div>
      <div
        class="tab-panel"
        role="tabpanel"
        id="panel-inspector"
        aria-labelledby="tab-inspector"
        hidden={tab !== "inspector"}
      >
        {tab === "inspector" && <Inspector stage={stage} registry={registry} amender={amender} />}
      </div>
      <div class="tab-panel" role="tabpanel" id="panel-log" aria-labelledby="tab-log" hidden={tab !== "log"}>
        {tab === "log" && <LogPane store={store} code={code} />}
      </div>
      <ProblemStrip store={store} code={code} />
    </div>
  )
}

/** The editor outlives every drawing of the page, so its element is put in, not made. */
function EditorSlot({ element }: { readonly element: HTMLElement }) {
  const slot = useRef<HTMLDivElement>(null)
  useEffect(() => {
    slot.current?.append(element)
  }, [])
  return <div class="editor-slot" ref={slot} />
}
