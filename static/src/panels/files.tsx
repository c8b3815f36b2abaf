/** The folders of the workspace. */
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { openFile } from "../actions/file"
import { usePart } from "../store/parts"
import type { FileEntry } from "../protocol/generated"
import type { Store } from "../store/store"
import { Icon } from "../style/icons"
import { SearchBox } from "./searchbox"

export function Files({ store }: { readonly store: Store }) {
  const workspace = usePart(store.state, (state) => state.welcome?.workspace ?? "")
  const sought = useSignal("")
  return (
    <>
      <SearchBox label="Search files" value={sought} />
      <p class="hint">
        Folder <strong>{workspace}</strong>
      </p>
      <Folder store={store} folder="" sought={sought.value} />
      <p class="hint">
        <button type="button" class="text-button" onClick={() => openFile(store, "new:")}>
          <Icon name="plus" size={14} /> New model
        </button>
      </p>
    </>
  )
}

interface FolderProps {
  readonly store: Store
  readonly folder: string
  readonly sought: string
}

/** One folder, asked for when it is first seen. */
export function Folder({ store, folder, sought }: FolderProps) {
  const entries = usePart(store.state, (state) => state.folders[folder])
  const link = usePart(store.state, (state) => state.link)
  useEffect(() => {
    store.send({ kind: "list", folder })
  }, [folder, link])
  if (entries === undefined) return <p class="hint">Reading …</p>
  const found = entries.filter((entry) => entry.kind !== "other" && matches(entry, sought))
  if (found.length === 0)
    return <p class="hint">{sought === "" ? "No models here." : "Nothing by that name here."}</p>
  return (
    <ul class="rows">
      {found.map((entry) =>
        entry.kind === "folder" ? (
          <Subfolder key={entry.path} store={store} entry={entry} sought={sought} />
        ) : (
          <FileRow key={entry.path} store={store} entry={entry} />
        ),
      )}
    </ul>
  )
}

function Subfolder({
  store,
  entry,
  sought,
}: {
  readonly store: Store
  readonly entry: FileEntry
  readonly sought: string
}) {
  const isOpen = useSignal(false)
  const opened = isOpen.value || sought !== ""
  return (
    <li>
      <button
        type="button"
        aria-expanded={opened}
        onClick={() => {
          isOpen.value = !isOpen.value
        }}
      >
        <Icon name="folder" size={15} />
        <span>{entry.name}</span>
      </button>
      {opened && <Folder store={store} folder={entry.path} sought={sought} />}
    </li>
  )
}

export function FileRow({ store, entry }: { readonly store: Store; readonly entry: FileEntry }) {
  const isShown = usePart(store.state, (state) => state.file?.path === entry.path)
  return (
    <li>
      <button
        type="button"
        aria-current={isShown}
        title={entry.title || entry.name}
        onClick={() => openFile(store, entry.path)}
      >
        <Icon name="file" size={15} />
        <span>
          {entry.name}
          {entry.title !== "" && <small class="title">{entry.title}</small>}
        </span>
      </button>
    </li>
  )
}

/** Folders are searched by what is in them, so they always match. */
function matches({ kind, name, title }: FileEntry, sought: string): boolean {
  const words = sought.toLowerCase().split(/\s+/)
  const text = `${name} ${title}`.toLowerCase()
  return kind === "folder" || words.every((word) => text.includes(word))
}
