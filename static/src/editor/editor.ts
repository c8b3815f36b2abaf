/** The code editor as the rest of the screen sees it. */

import { isolateHistory, redo, undo } from "@codemirror/commands"
import { EditorState, Transaction, type Extension } from "@codemirror/state"
import { EditorView } from "@codemirror/view"

import type { Problem, TextChange } from "../protocol/generated"
import { assistance, type Ask } from "./assist"
import { Diagnostics } from "./diagnostics"
import { type LineListener, linkLine, links } from "./links"
import { setup } from "./setup"
import { SLIDE } from "./sliders"
import { setSparks, sparklines, type SparkPainter } from "./sparklines"
import { Sync, smallestChange } from "./sync"

/** Pixels between a line that is brought into view and the edge. */
const MARGIN = 60

/** What the editor tells. */
export interface Listener extends LineListener {
  /** The whole text as it stands, shortly after the last change. */
  edited(text: string, revision: number): void
  /** Ask the session about the text. */
  ask: Ask
}

export class Editor {
  private readonly view: EditorView
  private readonly sync: Sync
  private readonly diagnostics: Diagnostics
  private readonly extensions: Extension
  /** How the file ends its lines; the editor itself knows only of one way. */
  private lineEnd = "\n"
  private linked: number | null = null

  constructor(parent: HTMLElement, listener: Listener, painter: SparkPainter) {
    this.extensions = [
      setup(),
      links(listener),
      assistance(listener.ask),
      sparklines(painter),
      EditorView.updateListener.of(({ docChanged, transactions }) => {
        if (!docChanged || !transactions.some(isTyped)) return
        this.touch(transactions.every((transaction) => transaction.isUserEvent(SLIDE)))
      }),
    ]
    this.view = new EditorView({ parent, state: this.fresh("") })
    this.sync = new Sync(() => this.text(), listener.edited)
    this.diagnostics = new Diagnostics(this.view)
  }

  /** Show another document. Its edits count on from `revision`; there is nothing to undo. */
  open(text: string, revision: number): void {
    this.sync.start(revision)
    this.diagnostics.cancel()
    this.lineEnd = text.includes("\r\n") ? "\r\n" : "\n"
    this.linked = null
    this.view.setState(this.fresh(text))
  }

  /** The session's text of this revision: what differs is changed, the cursor stays. */
  receive(text: string, revision: number): void {
    if (!this.sync.accept(revision)) return
    const { doc } = this.view.state
    const change = smallestChange(doc.toString(), text.replace(/\r\n?/g, "\n"))
    if (!change) return
    this.view.dispatch({
      changes: change,
      annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
    })
  }

  /** Underline problems, unless they speak of another text than the one shown. */
  showProblems(problems: readonly Problem[], revision: number): void {
    if (revision === this.sync.revision && !this.sync.isPending) this.diagnostics.show(problems)
  }

  /** Mark the line that made the selected object, counted from 1; null for none. */
  link(line: number | null): void {
    if (line === this.linked) return
    this.linked = line
    linkLine(this.view, line)
    // Who writes looks at what is written; the line of what is selected elsewhere comes into view.
    if (line !== null && !this.view.hasFocus) this.reveal(line)
  }

  private reveal(line: number): void {
    const { doc } = this.view.state
    const { from } = doc.line(Math.min(Math.max(1, line), doc.lines))
    this.view.dispatch({ effects: EditorView.scrollIntoView(from, { y: "nearest", yMargin: MARGIN }) })
  }

  /** Show small plots of these objects below the lines that make them, counted from 1. */
  spark(lines: ReadonlyMap<number, string>): void {
    setSparks(this.view, lines)
  }

  /** Put the cursor on a line, counted from 1, and look there. */
  goTo(line: number): void {
    const { doc } = this.view.state
    const { from } = doc.line(Math.min(Math.max(1, line), doc.lines))
    this.view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    })
    this.view.focus()
  }

  /** The text as places in it are counted: its lines end in line feeds. */
  document(): string {
    return this.view.state.doc.toString()
  }

  /** Make changes of the document as it stands, as one step of undo. */
  amend(changes: readonly TextChange[]): void {
    const [first] = changes
    if (first === undefined) return
    this.view.dispatch({
      changes: changes.map(({ start, end, insert }) => ({ from: start, to: end, insert })),
      effects: EditorView.scrollIntoView(first.start, { y: "nearest", yMargin: MARGIN }),
      annotations: isolateHistory.of("full"),
      userEvent: "input.amend",
    })
  }

  undo(): void {
    undo(this.view)
  }

  redo(): void {
    redo(this.view)
  }

  text(): string {
    return this.view.state.doc.toString().replaceAll("\n", this.lineEnd)
  }

  /** Hand what was typed to the session without waiting. */
  flush(): void {
    this.sync.flush()
  }

  private touch(isDragged: boolean): void {
    if (isDragged) this.sync.slide()
    else this.sync.touch()
    this.diagnostics.touch()
  }

  private fresh(text: string): EditorState {
    return EditorState.create({ doc: text, extensions: this.extensions })
  }
}

/** Whether the user did it, rather than the session. */
function isTyped(transaction: Transaction): boolean {
  return transaction.docChanged && transaction.annotation(Transaction.remote) !== true
}
