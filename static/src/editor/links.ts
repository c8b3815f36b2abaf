/** Ties lines of the text to objects of the graph: shows where one was made, asks for another. */

import { StateEffect, StateField, type Extension } from "@codemirror/state"
import { Decoration, EditorView, keymap, type DecorationSet } from "@codemirror/view"

const setLinked = StateEffect.define<number | null>()
const mark = Decoration.line({ class: "cm-linked" })

/** The line that made the selected object; it moves with the text around it. */
const linked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let moved = marks.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (effect.is(setLinked)) moved = marksAt(transaction.state.doc, effect.value)
    }
    return moved
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** Who is told of lines, counted from 1. */
export interface LineListener {
  /** It was clicked with Alt, or chosen with Alt G. */
  pointed(line: number): void
  /** The cursor came to it, and nothing was written. */
  entered(line: number): void
}

export function links({ pointed, entered }: LineListener): Extension {
  const point = (view: EditorView, at: number) => {
    pointed(view.state.doc.lineAt(at).number)
    return true
  }
  return [
    linked,
    EditorView.updateListener.of(({ docChanged, selectionSet, startState, state, view }) => {
      if (docChanged || !selectionSet || !view.hasFocus) return
      const [before, now] = [startState, state].map((each) => each.doc.lineAt(each.selection.main.head).number)
      if (now !== undefined && now !== before) entered(now)
    }),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        const at = event.altKey ? view.posAtCoords(event) : null
        return at === null ? false : point(view, at)
      },
    }),
    keymap.of([{ key: "Alt-g", run: (view) => point(view, view.state.selection.main.head) }]),
  ]
}

/** Show which line made the selected object; null for none. */
export function linkLine(view: EditorView, line: number | null): void {
  view.dispatch({ effects: setLinked.of(line) })
}

function marksAt(doc: { readonly lines: number; line(n: number): { from: number } }, line: number | null) {
  if (line === null || line < 1 || line > doc.lines) return Decoration.none
  return Decoration.set(mark.range(doc.line(line).from))
}
