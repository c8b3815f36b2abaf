/** A screen that only watches: what it may ask of the session, and that it was asked to be one. */
import type { Command } from "../protocol/generated"
import type { Screen, State } from "./state"

const HARMLESS: readonly Command["kind"][] = ["hello", "open", "list", "inspect", "peek", "ack"]

/** Whether this screen may send a command as things stand. */
export function maySend({ screen }: State, { kind }: Command): boolean {
  return !screen.watching || HARMLESS.includes(kind)
}

/** What the address asks for: `?view=present` is a projector, which shows and changes nothing. */
export function viewFrom(search: string): Partial<Screen> {
  const isProjector = new URLSearchParams(search).get("view") === "present"
  return isProjector ? { watching: true, preset: "present" } : {}
}

/** The address of a projector that shows a file. */
export function projectorFor(path: string): string {
  return `?${new URLSearchParams({ path, view: "present" })}`
}
