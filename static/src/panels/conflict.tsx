/** The file holds another text than is known here: shows both, and lets the user keep either. */
import { save, saveAs } from "../actions/file"
import type { Code } from "../actions/action"
import type { Conflict } from "../protocol/generated"
import type { Store } from "../store/store"
import { Modal } from "./modal"

interface Props {
  readonly store: Store
  readonly code: Code
  readonly conflict: Conflict
  readonly close: () => void
}

export function ConflictDialog(props: Props) {
  // Under a name that was asked for lies another model: that one is not to be taken over.
  const isOther = props.conflict.path !== props.store.state.peek().file?.path
  return isOther ? <NameTaken {...props} /> : <DiskChanged {...props} />
}

function DiskChanged({ store, code, conflict, close }: Props) {
  const mine = code.text()
  const keepMine = () => {
    close()
    save(store, mine, true)
  }
  const takeDisk = () => {
    close()
    const revision = (store.state.peek().file?.revision ?? 0) + 1
    store.edit(conflict.disk_text, revision)
    save(store, conflict.disk_text, true)
  }
  return (
    <Modal label="The file changed on disk" class="wide" close={close}>
      <h2>{conflict.path} changed on disk</h2>
      <Comparison mine={mine} other={conflict.disk_text} where="On disk" />
      <div class="modal-buttons">
        <button type="button" class="button" onClick={close}>
          Decide later
        </button>
        <button type="button" class="button" onClick={takeDisk}>
          Take the one on disk
        </button>
        <button type="button" class="button primary" onClick={keepMine}>
          Keep mine
        </button>
      </div>
    </Modal>
  )
}

function NameTaken({ store, code, conflict, close }: Props) {
  const mine = code.text()
  const replace = () => {
    close()
    saveAs(store, mine, conflict.path, true)
  }
  return (
    <Modal label="There is a file of that name" class="wide" close={close}>
      <h2>There is another {conflict.path}</h2>
      <Comparison mine={mine} other={conflict.disk_text} where="On disk" />
      <div class="modal-buttons">
        <button type="button" class="button" onClick={replace}>
          Replace it
        </button>
        <button
          type="button"
          class="button primary"
          onClick={() => store.show({ dialog: { kind: "save-as" } })}
        >
          Choose another name
        </button>
      </div>
    </Modal>
  )
}

interface ComparisonProps {
  readonly mine: string
  readonly other: string
  /** Where the other text is. */
  readonly where: string
}

/** Two texts side by side. */
export function Comparison({ mine, other, where }: ComparisonProps) {
  const { left, right } = differingLines(mine, other)
  return (
    <>
      <p>Nothing was written. Lines that differ are marked.</p>
      <div class="compare">
        <Side title="Here" lines={mine.split("\n")} marked={left} />
        <Side title={where} lines={other.split("\n")} marked={right} />
      </div>
    </>
  )
}

function Side({
  title,
  lines,
  marked,
}: {
  readonly title: string
  readonly lines: readonly string[]
  readonly marked: ReadonlySet<number>
}) {
  return (
    <section>
      <h3>{title}</h3>
      <pre tabIndex={0} aria-label={title}>
        {lines.map((line, i) => (
          <div key={i} class={marked.has(i) ? "differs" : ""}>
            {line || " "}
          </div>
        ))}
      </pre>
    </section>
  )
}

/** Pairs of lines; comparing more would let the page stand still. */
const MOST_COMPARED = 4_000_000

/** Lines of a text that another has nowhere. */
function missing(lines: readonly string[], others: readonly string[]): ReadonlySet<number> {
  const known = new Set(others)
  return new Set(lines.flatMap((line, i) => (known.has(line) ? [] : [i])))
}

/** Lines of each text that the other does not have in the same order: what a diff would show. */
export function differingLines(
  a: string,
  b: string,
): { readonly left: ReadonlySet<number>; readonly right: ReadonlySet<number> } {
  const [left, right] = [a.split("\n"), b.split("\n")]
  if (left.length * right.length > MOST_COMPARED) return { left: missing(left, right), right: missing(right, left) }
  const common = commonLengths(left, right)
  const marked = { left: new Set<number>(), right: new Set<number>() }
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      i++
      j++
    } else if (j >= right.length || (i < left.length && at(common, i + 1, j) >= at(common, i, j + 1)))
      marked.left.add(i++)
    else marked.right.add(j++)
  }
  return marked
}

/** Length of the longest common subsequence of the lines from i and from j on. */
function commonLengths(left: readonly string[], right: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1))
  for (let i = left.length - 1; i >= 0; i--) {
    const row = table[i] as Uint32Array
    for (let j = right.length - 1; j >= 0; j--) {
      row[j] =
        left[i] === right[j]
          ? at(table, i + 1, j + 1) + 1
          : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  }
  return table
}

function at(table: readonly Uint32Array[], i: number, j: number): number {
  return table[i]?.[j] ?? 0
}
