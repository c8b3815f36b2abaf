import assert from "node:assert/strict"
import test from "node:test"
import { Newest } from "../../src/editor/newest"
import type { Answer } from "../../src/store/answers"

const at = (n: number) => ({ kind: "complete", text: "", at: n }) as const
const found = (start: number): Answer => ({ kind: "completions", start, options: [] })

test("while a question is open, only the newest of the others is asked afterwards", async () => {
  const asked: number[] = []
  const open: ((answer: Answer) => void)[] = []
  const newest = new Newest((question) => {
    asked.push(question.kind === "complete" ? question.at : -1)
    return new Promise((resolve) => open.push(resolve))
  })
  const answers = [1, 2, 3].map((n) => newest.ask(at(n)))
  assert.deepEqual(asked, [1])
  open[0]?.(found(1))
  assert.deepEqual(await answers[0], found(1))
  assert.equal(await answers[1], null)
  assert.deepEqual(asked, [1, 3])
  open[1]?.(found(3))
  assert.deepEqual(await answers[2], found(3))
})
