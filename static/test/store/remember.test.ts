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
  })
  assert.deepEqual(recall(browser).theme, "light")
  assert.deepEqual(recall(browser).drawer, "files")
  assert.equal("selection" in recall(browser), false)
})

test("nonsense in the browser's memory is passed over", () => {
  assert.deepEqual(recall(storage("not json")), {})
  assert.deepEqual(recall(storage("[1]")), {})
  assert.deepEqual(recall(storage('{"editorShare":"wide","minimap":false}')), { minimap: false })
})
