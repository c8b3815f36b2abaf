/** What is shown while nothing is open: three ways to begin. */
import type { Registry } from "../actions/registry"
import { openFile } from "../actions/file"
import type { FileEntry } from "../protocol/generated"
import { usePart } from "../store/parts"
import type { Store } from "../store/store"
import { Icon, type IconName } from "../style/icons"

interface Props {
  readonly store: Store
  readonly registry: Registry
}

const NONE: readonly FileEntry[] = []
const FIRST_LESSON = "example:tutorial/00-intro.py"

export function StartScreen({ store, registry }: Props) {
  const isNothingOpen = usePart(store.state, (state) => state.file === null && state.link === "open")
  if (!isNothingOpen) return null
  return (
    <div class="start" data-own>
      <h1>What would you like to build?</h1>
      <div class="start-cards">
        <StartCard
          icon="plus"
          title="New model"
          text="Begin with two objects and a line between them."
          onClick={() => openFile(store, "new:")}
        />
        <StartCard
          icon="book"
          title="Examples"
          text="Open a model that runs, press play, and change it."
          onClick={() => registry.run("examples")}
        />
        <StartCard
          icon="folder"
          title="Open a file"
          text="A model from your own folder."
          onClick={() => registry.run("files")}
        />
      </div>
      <Unsaved store={store} />
      <button type="button" class="text-button" onClick={() => openFile(store, FIRST_LESSON)}>
        New here? Take the tour in eighteen small lessons.
      </button>
    </div>
  )
}

/** Texts that were never saved, from before. */
function Unsaved({ store }: { readonly store: Store }) {
  const unsaved = usePart(store.state, (state) => state.welcome?.unsaved ?? NONE)
  return (
    <>
      {unsaved.map(({ path, name }) => (
        <button type="button" class="text-button" key={path} onClick={() => openFile(store, path)}>
          Go on with {name}, which is not saved.
        </button>
      ))}
    </>
  )
}

interface CardProps {
  readonly icon: IconName
  readonly title: string
  readonly text: string
  readonly onClick: () => void
}

function StartCard({ icon, title, text, onClick }: CardProps) {
  return (
    <button type="button" class="start-card" onClick={onClick}>
      <Icon name={icon} size={26} />
      <strong>{title}</strong>
      <span>{text}</span>
    </button>
  )
}
