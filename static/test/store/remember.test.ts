import assert from "node:assert/strict"
import test from "node:test"
import { recall, remember } from "../../src/store/remember"
import { initialScreen } from "../../src/store/state"

function storage(text: string | null = null) {
  let kept = text
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value
    },
  }
}

test("what the user set up comes back, what belongs to the model does not", () => {
  const browser = storage()
  remember(browser, {
    ...initialScreen,
    theme: "light",
    editorShare: 0.5,
    drawer: "files",
    selection: ["model.a"],
  }, false)
  assert.deepEqual(recall(browser).theme, "light")
  assert.deepEqual(recall(browser).drawer, "files")
  assert.equal("selection" in recall(browser), false)
})

test("code that was closed for want of room opens again where there is room", () => {
  const browser = storage()
  remember(browser, { ...initialScreen, editorOpen: true }, false)
  remember(browser, { ...initialScreen, editorOpen: false, theme: "dark" }, true)
  assert.equal(recall(browser).editorOpen, true)
  assert.equal(recall(browser).theme, "dark")
  remember(browser, { ...initialScreen, editorOpen: false }, false)
  assert.equal(recall(browser).editorOpen, false)
})

test("nonsense in the browser's memory is passed over", () => {
  assert.deepEqual(recall(storage("not json")), {})
  assert.deepEqual(recall(storage("[1]")), {})
  assert.deepEqual(recall(storage('{"editorShare":"wide","minimap":false}')), { minimap: false })
})
