/**
 * Completion and help that come from the session, which reads the packages that are installed. It
 * may take its time: until it answers, or where it cannot, the list of Nengo's own names stands in.
 */

import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete"
import { syntaxTree } from "@codemirror/language"
import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state"
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from "@codemirror/view"

import type { Answer, Question } from "../store/answers"
import { complete } from "./completion"
import { Newest } from "./newest"

export type Ask = (question: Question) => Promise<Answer>

/** Milliseconds to wait for the session before Nengo's own names are offered instead. */
const PATIENCE = 800
/** Milliseconds a pointer rests on a name before it is explained. */
const REST = 450
/** The symbols that CodeMirror knows, by the session's words. */
const TYPES: { readonly [type: string]: string } = {
  module: "namespace",
  class: "class",
  function: "function",
  instance: "variable",
  statement: "variable",
  param: "property",
  keyword: "keyword",
  property: "property",
}

export function assistance(ask: Ask): Extension {
  const newest = new Newest(ask)
  return [
    autocompletion({ override: [(context) => completions(context, newest)] }),
    hoverTooltip((view, at) => explained(view.state, at, ask), { hoverTime: REST }),
    helpAtCursor(ask),
  ]
}

async function completions(context: CompletionContext, newest: Newest): Promise<CompletionResult | null> {
  const own = complete(context)
  if (!isWritingName(context)) return own
  const text = context.state.doc.toString()
  const asked = newest.ask({ kind: "complete", text, at: context.pos })
  const answer = await (own === null ? asked : Promise.race([asked, late()]))
  if (context.aborted || answer?.kind !== "completions" || answer.options.length === 0) return own
  const options = answer.options.map(({ label, type }) => optionFor(label, type, own))
  return { from: answer.start, options, validFor: /^\w*$/ }
}

/** Only where a name begins or goes on: not in numbers, words of prose, or on bare ground. */
function isWritingName(context: CompletionContext): boolean {
  const { name } = syntaxTree(context.state).resolveInner(context.pos, -1)
  if (/Comment|String|Number/.test(name)) return false
  return context.explicit || context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*$|\.$/u) !== null
}

/** What is known of Nengo's own names is told beside them. */
function optionFor(label: string, type: string, own: CompletionResult | null): Completion {
  const known = own?.options.find((each) => each.label === label)
  const boost = type === "param" ? 2 : known ? 1 : 0
  return { ...known, label, type: TYPES[type] ?? "variable", boost }
}

function late(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE))
}

async function explained(state: EditorState, at: number, ask: Ask): Promise<Tooltip | null> {
  const names = ([1, -1] as const).map((side) => syntaxTree(state).resolveInner(at, side).name)
  if (!names.some((name) => name.endsWith("Name"))) return null
  const answer = await ask({ kind: "explain", text: state.doc.toString(), at })
  if (answer.kind !== "explanation" || answer.title === "") return null
  const { start: pos, end, title, about } = answer
  return { pos, end, above: true, create: () => ({ dom: helpCard(title, about) }) }
}

function helpCard(title: string, about: string): HTMLElement {
  const card = document.createElement("div")
  card.className = "cm-help"
  const code = document.createElement("code")
  code.textContent = title
  card.append(code)
  if (about !== "") {
    const text = document.createElement("p")
    text.textContent = about
    card.append(text)
  }
  return card
}

const setHelp = StateEffect.define<Tooltip | null>()

/** Gone as soon as the cursor moves or something is written. */
const help = StateField.define<Tooltip | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setHelp)) return effect.value
    return transaction.docChanged || transaction.selection ? null : value
  },
  provide: (field) => showTooltip.from(field),
})

/** Alt I explains the name at the cursor, for those who do not point with a mouse. */
function helpAtCursor(ask: Ask): Extension {
  const show = (view: EditorView) => {
    const { state } = view
    void explained(state, state.selection.main.head, ask).then((tooltip) => {
      if (view.state.doc === state.doc) view.dispatch({ effects: setHelp.of(tooltip) })
    })
    return true
  }
  const hide = (view: EditorView) => {
    if (view.state.field(help) === null) return false
    view.dispatch({ effects: setHelp.of(null) })
    return true
  }
  return [
    help,
    keymap.of([
      { key: "Alt-i", run: show },
      { key: "Escape", run: hide },
    ]),
  ]
}
