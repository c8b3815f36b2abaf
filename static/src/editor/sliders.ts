/** A slider beside the number that the cursor is in: dragging it writes the number, one step of undo. */

import { isolateHistory } from "@codemirror/commands"
import { StateEffect, StateField, Transaction, type EditorState, type Extension } from "@codemirror/state"
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from "@codemirror/view"

import { literalOf, shareOf, textAt, type Literal } from "./literal"
import { numberAt, type Range } from "./numbers"

/** Marks changes that a drag makes: more of them will follow at once. */
export const SLIDE = "input.slide"

/** The number being dragged, and its slider as it was when the drag began. */
interface Held extends Range {
  readonly literal: Literal
}

const setHeld = StateEffect.define<Held | null>()

const held = StateField.define<Held | null>({
  create: () => null,
  update(value, { changes, effects }) {
    for (const effect of effects) if (effect.is(setHeld)) return effect.value
    return value && { ...value, from: changes.mapPos(value.from, -1), to: changes.mapPos(value.to, 1) }
  },
})

export function sliders(): Extension {
  return [held, shown]
}

/** The number that has a slider at the moment. */
function current(state: EditorState): Held | null {
  const dragged = state.field(held)
  if (dragged) return dragged
  const { main } = state.selection
  const range = main.empty && state.selection.ranges.length === 1 ? numberAt(state, main.head) : null
  const literal = range && literalOf(state.sliceDoc(range.from, range.to))
  return range && literal && { ...range, literal }
}

const shown = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet

    constructor(view: EditorView) {
      this.decorations = besideNumber(view)
    }

    update({ view, docChanged, selectionSet, focusChanged, transactions }: ViewUpdate): void {
      if (docChanged || selectionSet || focusChanged || transactions.length > 0) {
        this.decorations = besideNumber(view)
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

function besideNumber({ state, hasFocus }: EditorView): DecorationSet {
  const number = hasFocus ? current(state) : null
  if (!number) return Decoration.none
  const value = Number(state.sliceDoc(number.from, number.to))
  const widget = new Slider(shareOf(value, number.literal))
  return Decoration.set(Decoration.widget({ widget, side: 1 }).range(number.to))
}

/** For the mouse alone, hence hidden from screen readers: who has none types the number. */
class Slider extends WidgetType {
  constructor(private readonly share: number) {
    super()
  }

  override eq({ share }: Slider): boolean {
    return share === this.share
  }

  override toDOM(view: EditorView): HTMLElement {
    const track = document.createElement("span")
    track.className = "cm-slider"
    track.ariaHidden = "true"
    track.addEventListener("pointerdown", (event) => begin(view, track, event))
    this.updateDOM(track)
    return track
  }

  override updateDOM(track: HTMLElement): boolean {
    track.style.setProperty("--share", String(this.share))
    return true
  }

  override ignoreEvent(): boolean {
    return true
  }
}

/** Follow the pointer until it is let go. */
function begin(view: EditorView, track: HTMLElement, event: PointerEvent): void {
  const number = current(view.state)
  if (!number || event.button !== 0) return
  event.preventDefault()
  const before = view.state.sliceDoc(number.from, number.to)
  // Measured once: numbers grow longer and shorter under way, and would push the slider about.
  const { left, width } = track.getBoundingClientRect()
  const follow = ({ clientX }: PointerEvent) => write(view, textAt((clientX - left) / width, number.literal))
  const ending = new AbortController()
  const end = () => {
    ending.abort()
    finish(view, before)
  }
  view.dispatch({ effects: setHeld.of(number) })
  follow(event)
  window.addEventListener("pointermove", follow, { signal: ending.signal })
  for (const name of ["pointerup", "pointercancel"] as const) {
    window.addEventListener(name, end, { signal: ending.signal })
  }
}

/** Put a text in the place of the dragged number, leaving no trace for undo. */
function write(view: EditorView, insert: string): void {
  const number = view.state.field(held)
  if (!number || insert === view.state.sliceDoc(number.from, number.to)) return
  view.dispatch({
    changes: { from: number.from, to: number.to, insert },
    userEvent: SLIDE,
    annotations: Transaction.addToHistory.of(false),
  })
}

/** Make all of the drag one step: back to where it began, and from there to where it ended. */
function finish(view: EditorView, before: string): void {
  const number = view.state.field(held)
  if (!number) return
  const after = view.state.sliceDoc(number.from, number.to)
  write(view, before)
  const { from } = number
  view.dispatch({
    changes: after === before ? [] : { from, to: from + before.length, insert: after },
    effects: setHeld.of(null),
    userEvent: SLIDE,
    annotations: isolateHistory.of("full"),
  })
}
