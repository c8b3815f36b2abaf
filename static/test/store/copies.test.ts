import assert from "node:assert/strict"
import test from "node:test"
import type { Opened, Welcome } from "../../src/protocol/generated"
import { choose } from "../../src/store/choose"
import { copyKey, keepCopy, lostCopy } from "../../src/store/copies"
import { initialState, type State } from "../../src/store/state"
import { update } from "../../src/store/update"

const welcome: Welcome = {
  kind: "welcome", version: "5", workspace: "models", confinement: "full", gaps: [], engine: "numpy",
  run: "first", place: "here", reach: "here", unsaved: [],
}
const opened: Opened = {
  kind: "opened", path: "a.py", name: "a.py", text: "one", saved: true, revision: 0, writable: true,
}

function browser() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

function typed(text: string, sent = true): State {
  const state = [welcome, opened].reduce(update, initialState)
  return choose(state, { kind: "typed", text, revision: 1, sent })
}

test("what a run of the server was told is offered to the next one, and not to itself", () => {
  const storage = browser()
  keepCopy(storage, typed("two"), 5)
  assert.equal(lostCopy(storage, welcome, opened), null)
  const copy = lostCopy(storage, { ...welcome, run: "second" }, opened)
  assert.equal(copy?.text, "two")
  assert.equal(copy?.time, 5)
})

test("what no server was told is offered even to the same one", () => {
  const storage = browser()
  keepCopy(storage, typed("two", false), 5)
  assert.equal(lostCopy(storage, welcome, opened)?.text, "two")
})

test("a text that the server has, or that was saved, is not offered", () => {
  const storage = browser()
  keepCopy(storage, typed("two"), 5)
  const next = { ...welcome, run: "second" }
  assert.equal(lostCopy(storage, next, { ...opened, text: "two" }), null)
  assert.equal(lostCopy(storage, next, { ...opened, path: "b.py" }), null)
  assert.equal(lostCopy(storage, { ...next, place: "elsewhere" }, opened), null)
  keepCopy(storage, { ...typed("two"), unsaved: false }, 6)
  assert.equal(storage.kept.size, 0)
})

test("a browser without room, or with nonsense in it, hurts nobody", () => {
  const full = { ...browser(), setItem: () => { throw new Error("QuotaExceededError") } }
  keepCopy(full, typed("two"), 5)
  const storage = browser()
  for (const nonsense of ["not json", "[1]", '{"text":1}', "null"]) {
    storage.setItem(copyKey("here", "a.py"), nonsense)
    assert.equal(lostCopy(storage, { ...welcome, run: "second" }, opened), null)
  }
})
