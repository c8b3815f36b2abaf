/** Underlines what is wrong, at the place the session names, once the user pauses typing. */

import { lintGutter, setDiagnostics, type Diagnostic } from "@codemirror/lint"
import type { Extension, Text } from "@codemirror/state"
import type { EditorView } from "@codemirror/view"

import type { Problem } from "../protocol/generated"

/** Milliseconds after the last key until errors may show: a word half typed is no error yet. */
const QUIET_MS = 600

export const diagnosticsGutter: Extension = lintGutter()

export class Diagnostics {
  private timer: ReturnType<typeof setTimeout> | null = null
  private quietFrom = 0

  constructor(private readonly view: EditorView) {}

  /** Something was typed: whatever waits to be shown speaks of an older text. */
  touch(): void {
    this.cancel()
    this.quietFrom = performance.now() + QUIET_MS
  }

  /** Show these once the keys are quiet; none at all clears at once. */
  show(problems: readonly Problem[]): void {
    this.cancel()
    const wait = problems.length === 0 ? 0 : this.quietFrom - performance.now()
    if (wait > 0) this.timer = setTimeout(() => this.apply(problems), wait)
    else this.apply(problems)
  }

  cancel(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }

  private apply(problems: readonly Problem[]): void {
    this.timer = null
    const { state } = this.view
    const found = problems.flatMap((problem) => diagnosticOf(problem, state.doc) ?? [])
    this.view.dispatch(setDiagnostics(state, found))
  }
}

/** Where a problem lies in the text; null if it names no line. */
export function diagnosticOf(problem: Problem, doc: Text): Diagnostic | null {
  if (problem.line === null) return null
  const { from, to } = spanOf(problem, doc, problem.line)
  const said = problem.remedy === "" ? problem.message : `${problem.message} ${problem.remedy}`
  return {
    from,
    to,
    severity: problem.severity,
    message: said,
    renderMessage: () => rendered(problem),
  }
}

/** Characters to underline: those named, otherwise the whole line but for its indentation. */
function spanOf(problem: Problem, doc: Text, number: number): { from: number; to: number } {
  const line = doc.line(Math.min(Math.max(1, number), doc.lines))
  const indent = line.text.length - line.text.trimStart().length
  const first = Math.min(problem.column ?? indent, line.length)
  const last = Math.min(problem.end_column ?? line.length, line.length)
  // At the end of a line there is nothing to underline: take the character before it.
  const from = line.from + (first === line.length ? Math.max(0, first - 1) : first)
  return { from, to: Math.max(line.from + last, Math.min(from + 1, line.to)) }
}

function rendered(problem: Problem): HTMLElement {
  const box = document.createElement("div")
  const message = document.createElement("div")
  message.textContent = problem.message
  box.append(message)
  if (problem.remedy === "") return box
  const remedy = document.createElement("div")
  remedy.className = "cm-remedy"
  remedy.textContent = problem.remedy
  box.append(remedy)
  return box
}
