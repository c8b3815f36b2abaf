import assert from "node:assert/strict"
import test from "node:test"
import type { Command, Opened, TextChanged } from "../../src/protocol/generated"
import { checksum, Lineage } from "../../src/store/lineage"
import { createStore } from "../../src/store/store"

const opened: Opened = {
  kind: "opened", path: "a.py", name: "a.py", text: "one", saved: true, revision: 0, writable: true,
}

function told(text: string, revision: number, answers: number): TextChanged {
  return { kind: "text", text, revision, answers, saved: false }
}

/** A store with a link that can be cut, and what was sent over it. */
function linked() {
  const sent: Command[] = []
  const link = { isOpen: true }
  const store = createStore((command) => link.isOpen && sent.push(command) > 0, {})
  store.receive(opened)
  const bases = () => {
    const last = sent.at(-1)
    return last?.kind === "edit" || last?.kind === "save" ? last.bases : undefined
  }
  return { store, link, sent, bases }
}

test("checksums are those of everybody else", () => {
  assert.equal(checksum("123456789"), 0xcbf43926)
  assert.equal(checksum(""), 0)
  assert.equal(checksum("é"), 0x0e048d3e)
})

test("a lineage begins anew with each file and forgets what is long ago", () => {
  const lineage = new Lineage()
  for (let n = 0; n < 100; n++) lineage.add(String(n))
  assert.equal(lineage.checksums.length, 64)
  assert.equal(lineage.checksums[0], checksum("99"))
  lineage.begin("x")
  assert.deepEqual(lineage.checksums, [checksum("x")])
})

test("an edit names what was sent before it, not what came meanwhile and was passed over", () => {
  const { store, bases } = linked()
  store.edit("one!", 1)
  assert.deepEqual(bases(), [checksum("one")])
  store.receive(told("theirs", 1, 0))
  store.edit("one!!", 2)
  assert.deepEqual(bases(), [checksum("one!"), checksum("one")])
  store.receive(told("both", 3, 2))
  store.edit("both?", 4)
  assert.equal(bases()?.[0], checksum("both"))
})

test("after a lost link the text is sent again with all it may have come from", () => {
  const { store, link, bases } = linked()
  store.edit("one!", 1)
  link.isOpen = false
  store.edit("one!!", 2)
  link.isOpen = true
  store.receive({ ...opened, text: "theirs", revision: 7 })
  assert.equal(store.state.peek().file?.text, "one!!")
  assert.deepEqual(bases(), [checksum("one!"), checksum("one")])
})

test("saving names the same texts as an edit", () => {
  const { store, bases } = linked()
  store.save("one", false)
  assert.deepEqual(bases(), [checksum("one")])
})
