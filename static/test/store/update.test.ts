import assert from "node:assert/strict"
import test from "node:test"
import type { GraphObject, Opened, ServerEvent } from "../../src/protocol/generated"
import { choose, movedBy } from "../../src/store/choose"
import { initialState, type State } from "../../src/store/state"
import { update } from "../../src/store/update"
import { network, object } from "../graph/model"

const opened: Opened = {
  kind: "opened",
  path: "a.py",
  name: "a.py",
  text: "one",
  saved: true,
  revision: 3,
  writable: true,
}

function after(...events: readonly ServerEvent[]): State {
  return events.reduce(update, initialState)
}

function graph(...objects: readonly GraphObject[]): ServerEvent {
  return { kind: "graph", graph: { revision: 1, objects, connections: [] }, text_revision: 3 }
}

test("another file makes everything known of the one before void, but not how the screen is set up", () => {
  const before = choose(after(opened, graph(network("model"), object("model.a"))), {
    kind: "screen",
    change: { drawer: "files", selection: ["model.a"] },
  })
  const state = update(before, { ...opened, path: "b.py" })
  assert.equal(state.graph.objects.length, 0)
  assert.deepEqual(state.screen.selection, [])
  assert.equal(state.screen.drawer, "files")
  assert.equal(state.opening, before.opening + 1)
})

test("after a lost link, what was typed meanwhile wins and waits to be sent", () => {
  const typed = choose(after(opened), { kind: "typed", text: "mine", revision: 4, sent: false })
  const state = update(typed, { ...opened, text: "one", revision: 3 })
  assert.equal(state.file?.text, "mine")
  assert.equal(state.unsent, true)
})

test("a restarted server that knows less than this screen gets the unsaved text again", () => {
  const typed = choose(after(opened), { kind: "typed", text: "mine", revision: 9, sent: true })
  const state = update(typed, { ...opened, text: "one", revision: 0 })
  assert.equal(state.file?.text, "mine")
  assert.equal(state.unsent, true)
})

test("after a lost link without edits the session's text is taken, and the graph stays until it is told", () => {
  const before = after(opened, graph(network("model"), object("model.a")))
  const state = update(before, { ...opened, text: "theirs", revision: 8 })
  assert.equal(state.file?.text, "theirs")
  assert.equal(state.graph, before.graph)
})

test("after a lost link, what was on its way is sent again, whatever others wrote meanwhile", () => {
  const typed = choose(after(opened), { kind: "typed", text: "mine", revision: 4, sent: true })
  const state = update(typed, { ...opened, text: "theirs", revision: 6 })
  assert.equal(state.file?.text, "mine")
  assert.equal(state.unsent, true)
})

test("a text that lacks what was sent from here is passed over, the one that has it is taken", () => {
  const typed = choose(after(opened), { kind: "typed", text: "mine", revision: 4, sent: true })
  const text = { kind: "text", text: "theirs", revision: 4, saved: false, answers: 0 } as const
  assert.equal(update(typed, text).file?.text, "mine")
  const merged = update(typed, { ...text, text: "both", revision: 5, answers: 4 })
  assert.equal(merged.file?.text, "both")
  assert.equal(merged.file?.revision, 5)
})

test("texts that are offered stand until they are decided about, and their dialog goes with them", () => {
  const offer = { id: "1", text: "old", reason: "recovered", time: 0 } as const
  const asked = choose(after(opened, { kind: "offers", offers: [offer] }), {
    kind: "screen",
    change: { dialog: { kind: "offer" } },
  })
  assert.deepEqual(asked.offers, [offer])
  const decided = update(asked, { kind: "offers", offers: [] })
  assert.equal(decided.screen.dialog, null)
})

test("saving clears the mark only if nothing was typed since", () => {
  const saving = choose(choose(after(opened), { kind: "typed", text: "two", revision: 4, sent: true }), {
    kind: "saving",
    text: "two",
  })
  const saved = { kind: "saved", path: "a.py", name: "a.py", text_hash: "", revision: 4 } as const
  assert.equal(update(saving, saved).unsaved, false)
  const typedOn = choose(saving, { kind: "typed", text: "two!", revision: 5, sent: true })
  assert.equal(update(typedOn, saved).unsaved, true)
})

test("a refused save is over, and its reason is shown", () => {
  const saving = choose(after(opened), { kind: "saving", text: "one" })
  const state = update(saving, { kind: "refused", message: "No.", remedy: "Try another name.", ref: null })
  assert.equal(state.saving, null)
  assert.equal(state.screen.notices.at(-1)?.message, "No.")
})

test("places are merged, unless they are complete", () => {
  const first = { kind: "places", places: { a: { x: 1, y: 1 }, b: { x: 2, y: 2 } }, complete: true } as const
  const some = after(first, { kind: "places", places: { a: { x: 5, y: 5 } }, complete: false })
  assert.deepEqual(some.places, { a: { x: 5, y: 5 }, b: { x: 2, y: 2 } })
  const all = after(first, { kind: "places", places: { a: { x: 5, y: 5 } }, complete: true })
  assert.deepEqual(all.places, { a: { x: 5, y: 5 } })
})

test("what a new graph does not have is no longer selected", () => {
  const before = choose(after(opened, graph(object("model.a"), object("model.b"))), {
    kind: "screen",
    change: { selection: ["model.a", "model.b"] },
  })
  assert.deepEqual(update(before, graph(object("model.b"))).screen.selection, ["model.b"])
})

test("a conflict opens its dialog", () => {
  const state = after(opened, { kind: "conflict", path: "a.py", disk_text: "theirs" })
  assert.equal(state.screen.dialog?.kind, "conflict")
})

test("the log keeps the newest lines and counts the others", () => {
  const entries = Array.from(
    { length: 1500 },
    (_, i) => ({ text: String(i), source: "stdout", line: null, time: null }) as const,
  )
  const state = after({ kind: "log", entries, dropped: 2 }, { kind: "log", entries, dropped: 0 })
  assert.equal(state.log.length, 2000)
  assert.equal(state.log.at(-1)?.text, "1499")
  assert.equal(state.logDropped, 1002)
})

test("a dead worker is told until the model lives again", () => {
  const simulation = {
    kind: "simulation",
    time: 0,
    rate: 0,
    speed: 1,
    dt: 0.001,
    epoch: 0,
    limited: false,
  } as const
  const dead = after(opened, { kind: "ended", message: "It stopped.", remedy: "", line: null })
  assert.equal(update(dead, { ...simulation, state: "ended" }).ended, dead.ended)
  assert.equal(update(dead, { ...simulation, state: "loading" }).ended, null)
})

test("a line that runs for long is told until time moves on, or the text is judged", () => {
  const simulation = {
    kind: "simulation",
    state: "running",
    time: 1,
    rate: 0,
    speed: 1,
    dt: 0.001,
    epoch: 0,
    limited: false,
  } as const
  const stuck = after(opened, simulation, { kind: "progress", stage: "running", done: 0, total: 0, line: 14 })
  assert.equal(update(stuck, simulation).progress?.line, 14)
  assert.equal(update(stuck, { ...simulation, time: 1.1 }).progress, null)
  const loading = after(opened, simulation, {
    kind: "progress",
    stage: "loading",
    done: 0,
    total: 0,
    line: 3,
  })
  assert.equal(update(loading, { ...simulation, time: 1.1 }).progress?.line, 3, "the old model runs on")
  assert.equal(update(loading, { kind: "problems", problems: [], text_revision: 4 }).progress, null)
})

test("updating never changes the State it is given", () => {
  const state = Object.freeze({ ...initialState, screen: Object.freeze({ ...initialState.screen }) })
  update(state, opened)
  update(state, graph(object("model.a")))
  assert.equal(state.file, null)
})

test("moving objects marks them as placed by hand and leaves others alone", () => {
  const places = { a: { x: 1, y: 2 }, b: { x: 0, y: 0, open: true } }
  assert.deepEqual(movedBy(places, ["a", "missing"], 10, -2), { a: { x: 11, y: 0, placed: true } })
})
