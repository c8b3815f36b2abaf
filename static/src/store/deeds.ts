/**
 * What was done last, so that one key takes back what one sees: the session undoes changes of the
 * look, the editor those of the text. Pure.
 */

export type Deed = "text" | "look"

export interface Deeds {
  readonly done: readonly Deed[]
  readonly undone: readonly Deed[]
  /** The session was asked to take back or redo something; its answer is no new deed. */
  readonly turning: boolean
}

export const NOTHING_DONE: Deeds = { done: [], undone: [], turning: false }

/** More steps back nobody remembers what was what. */
const MOST = 200

/** Something new was done; what was taken back before is forgotten. */
export function did(deeds: Deeds, deed: Deed): Deeds {
  return { done: [...deeds.done, deed].slice(-MOST), undone: [], turning: false }
}

/** The last deed is taken back. */
export function tookBack(deeds: Deeds): Deeds {
  const last = deeds.done.at(-1) ?? "look"
  return { done: deeds.done.slice(0, -1), undone: [...deeds.undone, last], turning: last === "look" }
}

/** What was taken back last is done again. */
export function redid(deeds: Deeds): Deeds {
  const last = deeds.undone.at(-1) ?? "look"
  return { done: [...deeds.done, last], undone: deeds.undone.slice(0, -1), turning: last === "look" }
}

/** The session told what it can take back: a new deed, unless it was asked to turn. */
export function lookChanged(deeds: Deeds): Deeds {
  return deeds.turning ? { ...deeds, turning: false } : did(deeds, "look")
}
