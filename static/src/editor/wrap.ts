/** Wraps long lines so that what follows stands under the beginning of the text, not at the edge. */

import { RangeSetBuilder, type Extension, type Text } from "@codemirror/state"
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view"

/** Deeper indentation is not kept: there would be no room left to write in. */
const DEEPEST = 24

export function wrapping(): Extension {
  return [EditorView.lineWrapping, hanging, depths]
}

/** A class for each depth: style attributes would be copied about by the browser, which our policy forbids. */
const depths = EditorView.baseTheme(
  Object.fromEntries(
    Array.from({ length: DEEPEST }, (_, k) => [`.cm-hang-${k + 1}`, { "--indent": `${k + 1}ch` }]),
  ),
)

const hanging = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet

    constructor(view: EditorView) {
      this.decorations = indents(view)
    }

    update({ view, docChanged, viewportChanged }: ViewUpdate): void {
      if (docChanged || viewportChanged) this.decorations = indents(view)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

/** For each visible line, how far its continuation hangs in. */
function indents(view: EditorView): DecorationSet {
  const { doc } = view.state
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges) {
    for (const { start, indent } of indented(doc, from, to)) builder.add(start, start, hang(indent))
  }
  return builder.finish()
}

function* indented(doc: Text, from: number, to: number): Iterable<{ start: number; indent: number }> {
  for (let at = from; at <= to; ) {
    const line = doc.lineAt(at)
    const indent = Math.min(DEEPEST, line.text.length - line.text.trimStart().length)
    if (indent > 0) yield { start: line.from, indent }
    at = line.to + 1
  }
}

function hang(indent: number): Decoration {
  return Decoration.line({ class: `cm-hang-${indent}` })
}
