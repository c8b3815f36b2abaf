/**
 * What this screen changes by itself: what it shows, and where it runs ahead of the session.
 *
 * Pure like `update.ts`. Running ahead (typing, dragging) is corrected by the session's next event.
 */
import type { Place, Plot } from "../protocol/generated"
import { did, redid, tookBack } from "./deeds"
import { withNotice } from "./notices"
import type { Screen, State } from "./state"

export type Choice =
  /** Anything this screen shows its own way. */
  | { readonly kind: "screen"; readonly change: Partial<Screen> }
  | { readonly kind: "link"; readonly link: State["link"] }
  /** The user typed; `sent` tells whether the session will hear of it now. */
  | { readonly kind: "typed"; readonly text: string; readonly revision: number; readonly sent: boolean }
  /** The text goes to the session to be saved. */
  | { readonly kind: "saving"; readonly text: string }
  | { readonly kind: "moved"; readonly places: State["places"] }
  | { readonly kind: "plot"; readonly plot: Plot }
  | { readonly kind: "notice"; readonly message: string; readonly remedy: string }
  | { readonly kind: "dismiss"; readonly notice: number }
  | { readonly kind: "clear-log" }
  /** An edit by hand was made in the text; `thing` is to be selected. */
  | { readonly kind: "amended"; readonly thing: string; readonly said: string }
  /** Small plots of these are in view. */
  | { readonly kind: "sparked"; readonly objects: readonly string[] }
  /** The last deed is taken back, or done again. */
  | { readonly kind: "turned"; readonly way: "back" | "forth" }

export function choose(state: State, choice: Choice): State {
  switch (choice.kind) {
    case "screen": return { ...state, screen: { ...state.screen, ...choice.change } }
    case "link": return { ...state, link: choice.link }
    case "typed": return typed(state, choice.text, choice.revision, choice.sent)
    case "saving": return { ...state, saving: choice.text }
    case "moved": return state.screen.watching ? state : { ...state, places: { ...state.places, ...choice.places } }
    case "plot": return state.screen.watching ? state : { ...state, plots: state.plots.map((old) => (old.id === choice.plot.id ? choice.plot : old)) }
    case "notice": return withNotice(state, choice.message, choice.remedy)
    case "dismiss": {
      const notices = state.screen.notices.filter((notice) => notice.id !== choice.notice)
      return { ...state, screen: { ...state.screen, notices } }
    }
    case "clear-log": return { ...state, log: [], logDropped: 0 }
    case "amended":
      return { ...state, deeds: did(state.deeds, "text"), said: choice.said, awaited: choice.thing || null }
    case "sparked": return { ...state, sparked: choice.objects }
    case "turned":
      return { ...state, deeds: choice.way === "back" ? tookBack(state.deeds) : redid(state.deeds) }
  }
}

function typed(state: State, text: string, revision: number, sent: boolean): State {
  return state.file === null
    ? state
    : {
        ...state,
        file: { ...state.file, text, revision },
        unsaved: true,
        unsent: !sent,
        edited: true,
        sent: sent ? revision : state.sent,
      }
}

/** The places of some objects, each moved by a vector and from now on left alone by the layout. */
export function movedBy(
  places: State["places"],
  ids: readonly string[],
  dx: number,
  dy: number,
): { [id: string]: Place } {
  const moved: { [id: string]: Place } = {}
  for (const id of ids) {
    const place = places[id]
    if (place !== undefined) moved[id] = { ...place, x: place.x + dx, y: place.y + dy, placed: true }
  }
  return moved
}
