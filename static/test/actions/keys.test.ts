import assert from "node:assert/strict"
import test from "node:test"
import { actionFor, type Focus, matches, spelled, type Press } from "../../src/actions/keys"
import { type Action, action } from "../../src/actions/action"
import { initialState } from "../../src/store/state"

function press(key: string, fields: Partial<Press> = {}): Press {
  return { key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...fields }
}

function make(id: string, keys: string, enabled = true, textHasOwn = false): Action {
  return {
    ...action(
      id,
      id,
      keys,
      () => {},
      () => enabled,
      textHasOwn,
    ),
    group: "View",
  }
}

test("letters mean the same with and without caps lock, but not with Shift", () => {
  assert.equal(matches("F", press("f")), true)
  assert.equal(matches("F", press("F")), true)
  assert.equal(matches("F", press("F", { shiftKey: true })), false)
  assert.equal(matches("Shift+F", press("F", { shiftKey: true })), true)
})

test("signs are found wherever the keyboard has them", () => {
  assert.equal(matches("?", press("?", { shiftKey: true })), true)
  assert.equal(matches("+", press("+", { shiftKey: true })), true)
  assert.equal(matches("/", press("/")), true)
})

test("the full stop with Shift is known by its place", () => {
  assert.equal(matches("Shift+.", press(">", { shiftKey: true, code: "Period" })), true)
  assert.equal(matches(".", press(">", { shiftKey: true, code: "Period" })), false)
})

test("Command on a Mac is Ctrl elsewhere; Alt is never ours", () => {
  assert.equal(matches("Ctrl+K", press("k", { metaKey: true })), true)
  assert.equal(matches("Ctrl+K", press("k", { ctrlKey: true })), true)
  assert.equal(matches("K", press("k", { altKey: true })), false)
})

test("single letters are text in a field, commands are not", () => {
  const actions = [make("fit", "F"), make("palette", "Ctrl+K /"), make("undo", "Ctrl+Z", true, true)]
  const asked = (pressed: Press, focus: Focus) => actionFor(actions, pressed, focus, initialState)?.id ?? null
  assert.equal(asked(press("f"), "graph"), "fit")
  assert.equal(asked(press("f"), "text"), null)
  assert.equal(asked(press("f"), "control"), null)
  assert.equal(asked(press("/"), "text"), null)
  assert.equal(asked(press("k", { ctrlKey: true }), "text"), "palette")
  assert.equal(asked(press("z", { ctrlKey: true }), "text"), null, "text has its own undo")
  assert.equal(asked(press("z", { ctrlKey: true }), "control"), "undo")
})

test("a button on the graph keeps Space and Enter for itself", () => {
  const actions = [make("run", "Space"), make("open", "Enter"), make("fit", "F")]
  const asked = (key: string) => actionFor(actions, press(key), "button", initialState)?.id ?? null
  assert.deepEqual([" ", "Enter", "f"].map(asked), [null, null, "fit"])
})

test("of two actions on one key the one that makes sense is meant", () => {
  const actions = [make("open", "Enter", false), make("close", "Enter", true)]
  assert.equal(actionFor(actions, press("Enter"), "graph", initialState)?.id, "close")
})

test("chords are spelled as people read them", () => {
  assert.equal(spelled("Ctrl+Shift+Z", false), "Ctrl Shift Z")
  assert.equal(spelled("Ctrl+K", true), "⌘ K")
  assert.equal(spelled("+", false), "+")
})

test("what removes a card, or is pressed on a button, does not remove what is selected", () => {
  const actions = [make("delete", "Delete Backspace"), make("fit", "F")]
  const asked = (key: string, focus: Focus) => actionFor(actions, press(key), focus, initialState)?.id ?? null
  for (const key of ["Delete", "Backspace"]) {
    assert.equal(asked(key, "graph"), "delete")
    for (const focus of ["card", "button", "control", "text"] as const) assert.equal(asked(key, focus), null)
  }
  assert.equal(asked("f", "card"), "fit")
})
