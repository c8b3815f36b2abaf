/** Keeps the editor within the page's content policy, which allows no style but our own. */

import type { Extension } from "@codemirror/state"
import { EditorView } from "@codemirror/view"

export function confined(): Extension {
  return [nonce(), EditorView.domEventHandlers({ beforeinput: replaceSelection })]
}

/** The policy allows the editor's own style element only with this word. */
function nonce(): Extension {
  const word = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content
  return word ? EditorView.cspNonce.of(word) : []
}

/**
 * Type over a selection ourselves. Left to the browser, it would merge the elements of the lines
 * and write their looks into style attributes, which the policy forbids with an error each time.
 */
function replaceSelection(event: InputEvent, view: EditorView): boolean {
  const { state } = view
  const { from, to, empty } = state.selection.main
  const text = event.data
  if (event.inputType !== "insertText" || text === null || empty || view.composing) return false
  const insert = () =>
    state.update(state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true })
  const handlers = state.facet(EditorView.inputHandler) // such as: put brackets around it
  if (!handlers.some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert())
  return true
}
