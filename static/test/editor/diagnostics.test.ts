import assert from "node:assert/strict"
import { test } from "node:test"

import { Text } from "@codemirror/state"

import { diagnosticOf } from "../../src/editor/diagnostics"
import type { Problem } from "../../src/protocol/generated"

const doc = Text.of(["import nengo", "", "    c = f(π, 𝛑, motr)"])

function problem(changes: Partial<Problem>): Problem {
  return {
    message: "name 'motr' is not defined.", severity: "error", line: 3, column: null,
    end_column: null, remedy: "", phase: "load", object: null, traceback: "", ...changes,
  }
}

function underlined(changes: Partial<Problem>): string | null {
  const found = diagnosticOf(problem(changes), doc)
  return found && doc.sliceString(found.from, found.to)
}

test("the characters a problem names are underlined, counted as the session counts", () => {
  const line = doc.line(3).text
  const column = line.indexOf("motr")
  assert.equal(underlined({ column, end_column: column + 4 }), "motr")
  assert.equal(underlined({ column: line.indexOf("𝛑"), end_column: line.indexOf("𝛑") + 2 }), "𝛑")
})

test("without columns the whole line is underlined, but for its indentation", () => {
  assert.equal(underlined({}), "c = f(π, 𝛑, motr)")
})

test("a problem behind the end of a line underlines its last character", () => {
  assert.equal(underlined({ column: 99, end_column: 99 }), ")")
})

test("lines that are not there are taken for the nearest one; empty ones get no wave", () => {
  assert.equal(underlined({ line: 99 }), "c = f(π, 𝛑, motr)")
  assert.equal(underlined({ line: 0 }), "import nengo")
  assert.equal(underlined({ line: 2, column: 0, end_column: 1 }), "")
})

test("a problem of no line underlines nothing", () => {
  assert.equal(underlined({ line: null }), null)
})

test("the remedy is part of what is said", () => {
  const said = diagnosticOf(problem({ remedy: "Did you mean 'motor'?" }), doc)?.message
  assert.equal(said, "name 'motr' is not defined. Did you mean 'motor'?")
})
