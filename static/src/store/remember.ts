/** What this browser remembers from visit to visit: how the screen is set up, nothing of the model. */
import { initialScreen, type Screen } from "./state"

const KEY = "nengo-screen"
const REMEMBERED = [
  "theme",
  "motion",
  "fontSize",
  "drawer",
  "editorOpen",
  "editorShare",
  "trayHeight",
  "minimap",
  "toured",
  "activity",
] as const satisfies readonly (keyof Screen)[]

type Memory = Pick<Screen, (typeof REMEMBERED)[number]>

/** Read what was kept; anything unknown or of the wrong type is left out. */
export function recall(storage: Pick<Storage, "getItem">): Partial<Screen> {
  const kept = parse(storage.getItem(KEY) ?? "{}")
  const known = REMEMBERED.filter((key) => fits(kept[key], initialScreen[key]))
  return Object.fromEntries(known.map((key) => [key, kept[key]]))
}

/** Write what is to be kept. */
export function remember(storage: Pick<Storage, "setItem">, screen: Screen): void {
  storage.setItem(KEY, JSON.stringify(memoryOf(screen)))
}

/** The part of the screen that is kept, as text: equal texts need no second writing. */
export function memoryOf(screen: Screen): Memory {
  return Object.fromEntries(REMEMBERED.map((key) => [key, screen[key]])) as Memory
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null ? { ...value } : {}
  } catch {
    return {} // another program wrote there
  }
}

function fits(value: unknown, model: unknown): boolean {
  return value !== undefined && (model === null || value === null || typeof value === typeof model)
}
