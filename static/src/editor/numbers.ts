/** Finds the number that the cursor is in. */

import { syntaxTree } from "@codemirror/language"
import type { EditorState } from "@codemirror/state"

/** Characters `from ≤ i < to` of the text. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** Where the number at a place stands, with the minus before it; null if there is none. */
export function numberAt(state: EditorState, at: number): Range | null {
  const node = [-1, 1]
    .map((side) => syntaxTree(state).resolveInner(at, side as -1 | 1))
    .find(({ name }) => name === "Number")
  if (!node) return null
  const sign = node.parent?.name === "UnaryExpression" ? node.parent.from : node.from
  const isNegative = sign < node.from && state.sliceDoc(sign, node.from) === "-"
  return { from: isNegative ? sign : node.from, to: node.to }
}
