import assert from "node:assert/strict"
import { test } from "node:test"

import { python } from "@codemirror/lang-python"
import { EditorState } from "@codemirror/state"

import { numberAt } from "../../src/editor/numbers"

/** The number found where `|` stands. */
function found(marked: string): string | null {
  const state = EditorState.create({ doc: marked.replace("|", ""), extensions: python() })
  const range = numberAt(state, marked.indexOf("|"))
  return range && state.sliceDoc(range.from, range.to)
}

test("the number is found from its beginning, its middle and its end", () => {
  for (const text of ["f(|1.25, 2)", "f(1.|25, 2)", "f(1.25|, 2)"]) assert.equal(found(text), "1.25")
})

test("a minus belongs to the number unless something is taken away from", () => {
  assert.equal(found("x = -0.|5"), "-0.5")
  assert.equal(found("x = a - 0.|5"), "0.5")
})

test("words, texts and comments hold no numbers", () => {
  for (const text of ["a12|3 = b", "x = '12|3'", "# 12|3", "|"]) assert.equal(found(text), null)
})
