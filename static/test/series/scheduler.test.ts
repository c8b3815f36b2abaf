import assert from "node:assert/strict"
import { test } from "node:test"

import { Scheduler } from "../../src/series/scheduler"

/** A browser whose time passes when we say so. */
class Crank {
  now = 1000
  private waiting: ((now: number) => void)[] = []
  readonly scheduler = new Scheduler((frame) => this.waiting.push(frame), () => this.now)

  /** Pass a frame; returns whether anybody had asked for it. */
  turn(ms = 16): boolean {
    this.now += ms
    const frames = this.waiting
    this.waiting = []
    for (const frame of frames) frame(this.now)
    return frames.length > 0
  }
}

test("a task is called once a frame however often the loop is woken", () => {
  const crank = new Crank()
  let calls = 0
  crank.scheduler.add(() => void calls++)
  for (let k = 0; k < 5; k++) crank.scheduler.wake()
  crank.turn()
  assert.equal(calls, 1)
})

test("the loop rests when nothing happens, and starts again when woken", () => {
  const crank = new Crank()
  crank.scheduler.add(() => {})
  let frames = 0
  while (crank.turn() && frames < 1000) frames++
  assert.ok(frames < 30)
  crank.scheduler.wake()
  assert.ok(crank.turn())
})

test("an animation keeps the loop going by itself", () => {
  const crank = new Crank()
  let left = 100
  crank.scheduler.add(() => --left > 0)
  while (crank.turn());
  assert.ok(left <= 0)
})

test("a task that was taken out is not called again", () => {
  const crank = new Crank()
  let calls = 0
  const stop = crank.scheduler.add(() => void calls++)
  crank.turn()
  stop()
  crank.turn()
  assert.equal(calls, 1)
})

test("statistics tell frames in a second, and those that came late", () => {
  const crank = new Crank()
  crank.scheduler.add(() => true)
  for (let k = 0; k < 61; k++) crank.turn(20)
  assert.equal(Math.round(crank.scheduler.stats().fps), 50)
  crank.turn(60)
  assert.equal(crank.scheduler.stats().late, 1)
})
