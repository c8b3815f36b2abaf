import assert from "node:assert/strict"
import test from "node:test"
import type { Simulation } from "../../src/protocol/generated"
import { canReset, canRun, canStep } from "../../src/store/select"
import { initialState, type State } from "../../src/store/state"

const STATES: readonly Simulation["state"][] = [
  "empty",
  "loading",
  "building",
  "paused",
  "running",
  "failed",
  "ended",
]

function at(state: Simulation["state"]): State {
  return { ...initialState, link: "open", simulation: { ...initialState.simulation, state } }
}

test("whatever a model came to, there is a button that gets it going again", () => {
  const stuck = STATES.filter((state) => !canRun(at(state)) && !canReset(at(state)))
  assert.deepEqual(stuck, ["empty"])
})

test("an error in a step is left by going back to time zero, not by running on", () => {
  assert.equal(canReset(at("failed")), true)
  assert.equal(canRun(at("failed")), false)
})

test("play is heard while a model is loading, and brings back one that ended", () => {
  assert.equal(canRun(at("loading")), true)
  assert.equal(canRun(at("ended")), true)
})

test("only a model that is held can be stepped", () => {
  assert.deepEqual(
    STATES.filter((state) => canStep(at(state))),
    ["paused"],
  )
})

test("without a link nothing can be asked for", () => {
  const lost: State = { ...at("paused"), link: "lost" }
  assert.deepEqual([canRun(lost), canStep(lost), canReset(lost)], [false, false, false])
})
