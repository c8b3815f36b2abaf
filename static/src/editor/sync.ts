/** Keeps the text here and the session's text the same, without losing a key on the way. */

/** Milliseconds after the last change until the session hears of it. */
const DEBOUNCE_MS = 80
/** Milliseconds between what the session hears of a drag: enough to load a model in between. */
const SLIDE_MS = 250

export class Sync {
  /** Counts edits, here and elsewhere; answers of the session name the edit they speak of. */
  revision = 0
  private timer: ReturnType<typeof setTimeout> | null = null

  /** `text` gives the whole text as it stands; `send` takes it to the session. */
  constructor(
    private readonly text: () => string,
    private readonly send: (text: string, revision: number) => void,
  ) {}

  /** Whether something was typed that the session has not been told. */
  get isPending(): boolean {
    return this.timer !== null
  }

  /** Another document: its edits count on from here. */
  start(revision: number): void {
    this.cancel()
    this.revision = revision
  }

  /** Something was typed. */
  touch(): void {
    this.cancel()
    this.timer = setTimeout(() => this.flush(), DEBOUNCE_MS)
  }

  /** Something is being dragged: the session follows under way, it does not wait for the end. */
  slide(): void {
    this.timer ??= setTimeout(() => this.flush(), SLIDE_MS)
  }

  /** Tell the session now what it has not been told. */
  flush(): void {
    if (!this.isPending) return
    this.cancel()
    this.revision++
    this.send(this.text(), this.revision)
  }

  /**
   * The session has a text of this revision. Returns whether to show it: what is being typed here
   * goes first, and will be the session's text in a moment.
   */
  accept(revision: number): boolean {
    this.revision = Math.max(this.revision, revision)
    return !this.isPending
  }

  cancel(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }
}

/** A piece of text to put in the place of another. */
export interface Change {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** The one smallest change that makes a text another; null when they are the same. */
export function smallestChange(before: string, after: string): Change | null {
  if (before === after) return null
  const least = Math.min(before.length, after.length)
  let start = 0
  while (start < least && before[start] === after[start]) start++
  if (splitsPair(before, start) || splitsPair(after, start)) start--
  let end = 0
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end++
  if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end--
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}

/** Whether a cut here would tear a character outside the first plane of Unicode in two. */
function splitsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff) &&
    isBetween(text.charCodeAt(at), 0xdc00, 0xdfff)
}

function isBetween(code: number, low: number, high: number): boolean {
  return code >= low && code <= high
}
