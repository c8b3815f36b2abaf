/** Small plots below the lines that make something. */

import { syntaxTree } from "@codemirror/language"
import { StateEffect, StateField, type EditorState, type Extension, type Range } from "@codemirror/state"
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view"

/** Draws on canvases as long as they are there. */
export interface SparkPainter {
  appeared(canvas: HTMLCanvasElement, object: string): void
  vanished(canvas: HTMLCanvasElement): void
}

const change = StateEffect.define<DecorationSet>()

const shown = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(sparks, transaction) {
    for (const effect of transaction.effects) if (effect.is(change)) return effect.value
    return sparks.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

const painting = StateField.define<SparkPainter | null>({ create: () => null, update: (painter) => painter })

export function sparklines(painter: SparkPainter): Extension {
  return [shown, painting.init(() => painter)]
}

/** Show small plots below these lines, counted from 1, each of an object. */
export function setSparks(view: EditorView, lines: ReadonlyMap<number, string>): void {
  const { state } = view
  const painter = state.field(painting)
  if (painter === null || (lines.size === 0 && state.field(shown).size === 0)) return
  const sparks: Range<Decoration>[] = []
  for (const [line, object] of lines) {
    if (line < 1 || line > state.doc.lines) continue
    const widget = new Spark(object, painter)
    sparks.push(Decoration.widget({ widget, block: true, side: 1 }).range(endOfStatement(state, line)))
  }
  view.dispatch({ effects: change.of(Decoration.set(sparks, true)) })
}

/** Where the statement ends that begins on a line: a call may be written over several. */
function endOfStatement(state: EditorState, number: number): number {
  const line = state.doc.line(number)
  const start = line.from + line.text.length - line.text.trimStart().length
  let node = syntaxTree(state).resolveInner(start, 1)
  while (node.parent && !/^(Body|Script)$/.test(node.parent.name)) node = node.parent
  const isWithin = node.from >= line.from && node.to <= state.doc.length
  return state.doc.lineAt(isWithin ? Math.max(node.to, line.to) : line.to).to
}

/** For the eye alone: the values are in the plots, which can be read. */
class Spark extends WidgetType {
  constructor(
    private readonly object: string,
    private readonly painter: SparkPainter,
  ) {
    super()
  }

  override eq({ object }: Spark): boolean {
    return object === this.object
  }

  override get estimatedHeight(): number {
    return 28
  }

  override toDOM(): HTMLElement {
    const canvas = document.createElement("canvas")
    canvas.className = "cm-spark"
    canvas.ariaHidden = "true"
    canvas.dataset["object"] = this.object
    this.painter.appeared(canvas, this.object)
    return canvas
  }

  override destroy(canvas: HTMLElement): void {
    this.painter.vanished(canvas as HTMLCanvasElement)
  }
}
