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
  "sparklines",
] as const satisfies readonly (keyof Screen)[]

type Memory = Pick<Screen, (typeof REMEMBERED)[number]>

/** Read what was kept; anything unknown or of the wrong type is left out. */
export function recall(storage: Pick<Storage, "getItem">): Partial<Screen> {
  const kept = parse(storage.getItem(KEY) ?? "{}")
  const known = REMEMBERED.filter((key) => fits(kept[key], initialScreen[key]))
  return Object.fromEntries(known.map((key) => [key, kept[key]]))
}

/** Write what is to be kept. */
export function remember(storage: Pick<Storage, "getItem" | "setItem">, screen: Screen, isNarrow: boolean): void {
  const kept = parse(storage.getItem(KEY) ?? "{}")
  storage.setItem(KEY, JSON.stringify({ ...kept, ...memoryOf(screen, isNarrow) }))
}

/**
 * The part of the screen that is kept. Where the code lies over the graph it is closed to see
 * what is below: that says nothing of wider windows.
 */
export function memoryOf(screen: Screen, isNarrow: boolean): Partial<Memory> {
  const keys = REMEMBERED.filter((key) => !(isNarrow && key === "editorOpen"))
  return Object.fromEntries(keys.map((key) => [key, screen[key]]))
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
