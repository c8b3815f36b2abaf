/** Finds actions, objects and examples by a few letters. */
import { useComputed, useSignal } from "@preact/signals"
import fuzzysort from "fuzzysort"
import { useEffect, useRef } from "preact/hooks"
import { openFile } from "../actions/file"
import { spelled } from "../actions/keys"
import type { Registry } from "../actions/registry"
import type { Stage } from "../graph/stage"
import { factsOf, MODEL } from "../store/select"
import type { State } from "../store/state"
import { EXAMPLES } from "./examples"
import { Modal } from "./modal"
import { show } from "./outline"

interface Props {
  readonly stage: Stage
  readonly registry: Registry
  readonly close: () => void
}

/** Something that can be found. */
interface Entry {
  readonly key: string
  readonly title: string
  readonly hint: string
  readonly keys: string
  readonly run: () => void
}

const MOST = 60

export function Palette({ stage, registry, close }: Props) {
  const { store } = stage
  const sought = useSignal("")
  const at = useSignal(0)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => askForExamples(stage), [])
  const entries = useComputed(() => entriesOf(store.state.value, stage, registry))
  const found = useComputed(() => search(entries.value, sought.value))
  const choose = (entry: Entry | undefined) => {
    close()
    entry?.run()
  }
  const onKey = (event: KeyboardEvent) => {
    const n = Math.max(1, found.value.length)
    if (event.key === "ArrowDown") at.value = (at.value + 1) % n
    else if (event.key === "ArrowUp") at.value = (at.value + n - 1) % n
    else if (event.key === "Enter") choose(found.value[at.value])
    else return
    event.preventDefault()
    requestAnimationFrame(() =>
      list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }),
    )
  }
  return (
    <Modal label="Search commands, objects, examples" class="palette" close={close}>
      <input
        type="text"
        role="combobox"
        aria-label="Search commands, objects, examples"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found.value.length > 0 ? `palette-${at.value}` : undefined}
        placeholder="Search commands, objects, examples"
        value={sought.value}
        onInput={({ currentTarget }) => {
          sought.value = currentTarget.value
          at.value = 0
        }}
        onKeyDown={onKey}
      />
      <ul id="palette-list" role="listbox" aria-label="Found" ref={list}>
        {found.value.map((entry, i) => (
          <li
            key={entry.key}
            id={`palette-${i}`}
            role="option"
            aria-selected={i === at.value}
            onPointerMove={() => {
              at.value = i
            }}
            onClick={() => choose(entry)}
          >
            <span>{entry.title}</span>
            <small>{entry.hint}</small>
            {entry.keys !== "" && <kbd>{entry.keys}</kbd>}
          </li>
        ))}
      </ul>
      {found.value.length === 0 && <p class="hint">Nothing is called “{sought.value}”.</p>}
    </Modal>
  )
}

function search(entries: readonly Entry[], words: string): readonly Entry[] {
  if (words.trim() === "") return entries.slice(0, MOST)
  return fuzzysort.go(words, entries, { keys: ["title", "hint"], limit: MOST }).map((result) => result.obj)
}

function entriesOf(state: State, stage: Stage, registry: Registry): readonly Entry[] {
  const actions = registry.actions
    .filter((each) => each.id !== "palette" && each.enabled(state))
    .map((each) => ({
      key: each.id,
      title: each.title,
      hint: each.group,
      keys: spelled(each.keys[0] ?? ""),
      run: each.run,
    }))
  const objects = state.graph.objects
    .filter((object) => object.id !== MODEL)
    .map((object) => ({
      key: object.id,
      title: object.label || object.id,
      hint: factsOf(state, object),
      keys: "",
      run: () => show(stage, object),
    }))
  const examples = Object.entries(state.folders)
    .filter(([folder]) => folder.startsWith(EXAMPLES))
    .flatMap(([, files]) => files.filter((file) => file.kind === "model"))
    .map((file) => ({
      key: file.path,
      title: file.name,
      hint: `example · ${file.title}`,
      keys: "",
      run: () => openFile(stage.store, file.path),
    }))
  return [...actions, ...objects, ...examples]
}

/** Examples are only known once their folders were listed. */
function askForExamples({ store }: Stage): (() => void) | undefined {
  if (store.state.peek().folders[EXAMPLES] === undefined) store.send({ kind: "list", folder: EXAMPLES })
  const asked = new Set([EXAMPLES])
  return store.state.subscribe(({ folders }) => {
    for (const [folder, entries] of Object.entries(folders)) {
      if (!folder.startsWith(EXAMPLES)) continue
      for (const { kind, path } of entries) {
        if (kind !== "folder" || asked.has(path) || folders[path] !== undefined) continue
        asked.add(path)
        store.send({ kind: "list", folder: path })
      }
    }
  })
}
