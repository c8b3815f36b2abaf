/** From key presses to actions. */
import type { State } from "../store/state"
import type { Action } from "./action"
import type { Registry } from "./registry"

/** What matters of a key press. */
export type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">

/**
 * Where the press happened: in a field for text, on a control with keys of its own, on a button or a
 * card of the graph, which know some keys, or on the graph.
 */
export type Focus = "text" | "control" | "button" | "card" | "graph"

/** What removes a card must not remove what is selected. */
const KEYS_OF_CARDS = ["Delete", "Backspace"]
const KEYS_OF_BUTTONS = ["Space", "Enter", ...KEYS_OF_CARDS]

/** The action a press asks for, if one makes sense now. */
export function actionFor(
  actions: readonly Action[],
  press: Press,
  focus: Focus,
  state: State,
): Action | null {
  const meant = actions.find(
    (each) =>
      each.enabled(state) && each.keys.some((keys) => matches(keys, press) && reaches(keys, each, focus)),
  )
  return meant ?? null
}

/** Whether a press is that of a chord such as "Ctrl+Shift+Z", "Shift+." or "?". */
export function matches(chord: string, press: Press): boolean {
  const parts = chord.length > 1 ? chord.split(/\+(?=.)/) : [chord]
  const key = parts.at(-1) ?? ""
  const [ctrl, shift] = [parts.includes("Ctrl"), parts.includes("Shift")]
  if (press.altKey || ctrl !== (press.ctrlKey || press.metaKey)) return false
  // A sign such as "?" or "+" may need Shift on one keyboard and not on another.
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase()
  if (shift !== press.shiftKey && !(isSign && !shift)) return false
  return nameOf(press) === key.toLowerCase() || (shift && codeOf(press) === key.toLowerCase())
}

function reaches(chord: string, { textHasOwn }: Action, focus: Focus): boolean {
  const isCommand = /^Ctrl\+|^F\d+$/.test(chord)
  if (focus === "graph") return true
  if (focus === "card") return !KEYS_OF_CARDS.includes(chord)
  if (focus === "button") return !KEYS_OF_BUTTONS.includes(chord)
  return isCommand && !(textHasOwn && focus === "text")
}

function nameOf({ key }: Press): string {
  return key === " " ? "space" : key.toLowerCase()
}

/** The sign a key bears without Shift, for the few we use with Shift. */
function codeOf({ code }: Press): string {
  return code === "Period" ? "." : code
}

/** Act on the keys of the page. Returns how to stop. */
export function listenToKeys(registry: Registry, state: () => State): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || state().screen.dialog !== null) return
    const meant = actionFor(registry.actions, event, focusOf(event.target), state())
    if (meant === null) return
    event.preventDefault()
    event.stopPropagation()
    meant.run()
  }
  // Before the editor sees them: what works anywhere must work there.
  addEventListener("keydown", listener, true)
  return () => removeEventListener("keydown", listener, true)
}

function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return "graph"
  if (target.isContentEditable || target.matches("input, textarea, select")) return "text"
  if (target.matches("[role=slider], [role=menuitem]")) return "control"
  if (target !== document.body && target.closest("[data-graph-keys]") === null) return "control"
  if (target.matches("button, summary")) return "button"
  return target.closest("[data-own]") === null ? "graph" : "card"
}

/** A chord as people write it: "Ctrl K", and "⌘ K" on a Mac. */
export function spelled(chord: string, mac = isMac()): string {
  const parts = chord.length > 1 ? chord.split(/\+(?=.)/) : [chord]
  const names: { readonly [part: string]: string } = mac
    ? { Ctrl: "⌘", Shift: "⇧", Escape: "Esc" }
    : { Escape: "Esc" }
  return parts.map((part) => names[part] ?? part).join(" ")
}

function isMac(): boolean {
  return navigator.platform.startsWith("Mac")
}
