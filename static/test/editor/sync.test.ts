import assert from "node:assert/strict"
import { beforeEach, mock, test } from "node:test"

import { Sync, smallestChange } from "../../src/editor/sync"

beforeEach(() => {
  mock.timers.reset()
  mock.timers.enable({ apis: ["setTimeout"] })
})

function typing(): { sync: Sync; sent: [string, number][]; type: (text: string) => void } {
  let text = ""
  const sent: [string, number][] = []
  const sync = new Sync(() => text, (whole, revision) => sent.push([whole, revision]))
  const type = (more: string) => {
    text += more
    sync.touch()
  }
  return { sync, sent, type }
}

test("a burst of keys is one edit with the whole text", () => {
  const { sync, sent, type } = typing()
  sync.start(7)
  for (const key of "model") {
    type(key)
    mock.timers.tick(50)
  }
  assert.deepEqual(sent, [])
  mock.timers.tick(80)
  assert.deepEqual(sent, [["model", 8]])
})

test("a drag is told under way, and its end is not lost", () => {
  const { sync, sent } = typing()
  for (let k = 0; k < 40; k++) {
    sync.slide()
    mock.timers.tick(16)
  }
  const underWay = sent.length
  assert.ok(underWay >= 2 && underWay <= 4, `${underWay} edits in 640 ms`)
  mock.timers.tick(250)
  assert.equal(sent.length, underWay + 1)
  assert.equal(sync.isPending, false)
})

test("flushing tells at once, and nothing twice", () => {
  const { sync, sent, type } = typing()
  type("x")
  sync.flush()
  sync.flush()
  mock.timers.tick(1000)
  assert.deepEqual(sent, [["x", 1]])
})

test("text from elsewhere waits behind what is being typed, but its revision counts", () => {
  const { sync, sent, type } = typing()
  assert.equal(sync.accept(4), true)
  type("x")
  assert.equal(sync.accept(5), false)
  mock.timers.tick(80)
  assert.deepEqual(sent, [["x", 6]])
})

test("opening another document drops what was pending for the one before", () => {
  const { sync, sent, type } = typing()
  type("x")
  sync.start(0)
  mock.timers.tick(1000)
  assert.deepEqual(sent, [])
})

const TEXTS = [
  "", "a", "aa", "aaa", "abcabc", "abc", "with nengo.Network() as model:\n    pass\n",
  "π ≈ 3.14", "π ≈ 3.15", "𝛑𝛑", "𝛑𝛒", "𝛒𝛑", "e\u0301", "é", "👩‍🔬", "👩‍🚀 x", "\n\n", "\n",
]

test("the smallest change makes any text any other, and never tears a character apart", () => {
  for (const before of TEXTS) {
    for (const after of TEXTS) {
      const change = smallestChange(before, after)
      if (change === null) {
        assert.equal(before, after)
        continue
      }
      const { from, to, insert } = change
      assert.ok(from <= to)
      assert.equal(before.slice(0, from) + insert + before.slice(to), after)
      for (const part of [before.slice(0, from), before.slice(from, to), insert]) {
        // Half a character throws.
        assert.doesNotThrow(() => encodeURIComponent(part), JSON.stringify([before, after]))
      }
    }
  }
})

test("a change leaves alone what both texts share", () => {
  const change = smallestChange("x = 1\ny = 2\nz = 3\n", "x = 1\ny = 25\nz = 3\n")
  assert.deepEqual(change, { from: 11, to: 11, insert: "5" })
})
