import assert from "node:assert/strict"
import test from "node:test"
import { did, lookChanged, NOTHING_DONE, redid, tookBack } from "../../src/store/deeds"

test("deeds are taken back in the order in which they were done, and redone in the other", () => {
  const three = did(lookChanged(did(NOTHING_DONE, "text")), "text")
  assert.deepEqual(three.done, ["text", "look", "text"])
  const back = lookChanged(tookBack(tookBack(three)))
  assert.deepEqual([back.done, back.undone], [["text"], ["text", "look"]])
  const forth = redid(lookChanged(redid(back)))
  assert.deepEqual([forth.done, forth.undone], [["text", "look", "text"], []])
})

test("a new deed makes it impossible to redo what was taken back", () => {
  const { undone } = did(tookBack(did(NOTHING_DONE, "text")), "text")
  assert.deepEqual(undone, [])
})

test("what the session takes back for us is no new deed", () => {
  const asked = tookBack(NOTHING_DONE) // by a screen that joined late
  assert.deepEqual(lookChanged(asked).done, [])
})
