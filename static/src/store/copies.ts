/**
 * This browser's own copies of texts that are not on disk, should the server lose them.
 *
 * One for each model: it goes when the text is saved.
 */
import type { State } from "./state"

const PREFIX = "nengo-text:"

export interface Copy {
  readonly text: string
  /** When it was last changed, in seconds since 1970. */
  readonly time: number
  /** The run of the server that was told of it; empty if none was. */
  readonly run: string
}

/** Under what name the copy of a model is kept: the same name in another workspace is another model. */
export function copyKey(place: string, path: string): string {
  return `${PREFIX}${place}:${path}`
}

/** Keep the text that is shown if it is not on disk, or else forget it. */
export function keepCopy(storage: Pick<Storage, "setItem" | "removeItem">, state: State, time: number): void {
  const { file, welcome, unsaved, unsent } = state
  if (file === null || welcome === null) return
  const key = copyKey(welcome.place, file.path)
  const copy: Copy = { text: file.text, time, run: unsent ? "" : welcome.run }
  if (!unsaved || file.revision === 0) return storage.removeItem(key)
  try {
    storage.setItem(key, JSON.stringify(copy))
  } catch {
    // The browser has no room, or keeps nothing in a private window: the server still has it.
  }
}

/** The copy of a model which the server that says this has never seen; null if there is none. */
export function lostCopy(
  storage: Pick<Storage, "getItem">,
  { place, run }: { readonly place: string; readonly run: string },
  { path, text }: { readonly path: string; readonly text: string },
): Copy | null {
  const copy = parse(storage.getItem(copyKey(place, path)))
  return copy === null || copy.text === text || copy.run === run ? null : copy
}

function parse(json: string | null): Copy | null {
  try {
    const { text, time, run } = JSON.parse(json ?? "{}") as Record<string, unknown>
    const fits = typeof text === "string" && typeof time === "number" && typeof run === "string"
    return fits ? { text, time, run } : null
  } catch {
    return null // another program wrote there
  }
}
