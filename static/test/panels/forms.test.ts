import assert from "node:assert/strict"
import test from "node:test"
import { parseDimensions } from "../../src/cards/settings"
import { positionOf, speedAt, speedText } from "../../src/controls/speed"
import { differingLines } from "../../src/panels/conflict"
import { bannerFor } from "../../src/panels/notices"
import { nameTrouble, suggestion, withSuffix } from "../../src/panels/saveas"
import { initialState, type State } from "../../src/store/state"
import { network, object } from "../graph/model"

test("dimensions are numbers and ranges, none beyond the last", () => {
  assert.deepEqual(parseDimensions("0, 2", 4), [0, 2])
  assert.deepEqual(parseDimensions("1-3 1", 4), [1, 2, 3])
  assert.deepEqual(parseDimensions("2–99", 4), [2, 3])
  assert.equal(parseDimensions("", 4), null)
  assert.equal(parseDimensions("all", 4), null)
})

test("the speed slider is logarithmic and ends in flat out", () => {
  assert.equal(speedAt(0), 0.01)
  assert.equal(speedAt(60), 10)
  assert.equal(speedAt(61), null)
  for (const speed of [0.01, 0.1, 1, 10, null]) assert.equal(speedAt(positionOf(speed)), speed)
  assert.equal(speedText(1), "1.00×")
  assert.equal(speedText(0.015), "0.015×")
  assert.equal(speedText(null), "max")
})

test("examples and new models are saved under a name of their own", () => {
  assert.equal(suggestion("example:tutorial/15-lorenz.py"), "15-lorenz.py")
  assert.equal(suggestion("new:"), "model.py")
  assert.equal(suggestion("folder/mine.py"), "folder/mine.py")
  assert.equal(withSuffix(" mine "), "mine.py")
  assert.equal(withSuffix("mine.py"), "mine.py")
})

test("names that no system takes are told before they are sent", () => {
  assert.equal(nameTrouble("über/mein modell.py"), "")
  for (const bad of ["", " ", "../x.py", ".hidden", "a//b", "a:b", "a?"])
    assert.notEqual(nameTrouble(bad), "", bad)
  for (const elsewhere of ["/etc/x.py", "../x.py", "~/x.py", "C:\\x.py"])
    assert.match(nameTrouble(elsewhere), /in this folder/)
})

test("lines that differ are marked on their own side", () => {
  const { left, right } = differingLines("a\nb\nc", "a\nx\nb")
  assert.deepEqual([...left], [2])
  assert.deepEqual([...right], [1])
  assert.equal(differingLines("same\ntext", "same\ntext").left.size, 0)
})

test("texts of many lines are compared without standing still", () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => String(i))
  const { left, right } = differingLines(lines.join("\n"), [...lines.slice(1), "new"].join("\n"))
  assert.deepEqual([...left], [0])
  assert.deepEqual([...right], [19_999])
})

test("a lost link is told before anything else", () => {
  const ended = { kind: "ended", message: "Out of memory.", remedy: "Use fewer neurons.", line: 4 } as const
  assert.match(bannerFor({ ...initialState, link: "lost", ended })?.text ?? "", /your text is safe/)
  assert.match(
    bannerFor({ ...initialState, link: "open", ended })?.text ?? "",
    /Out of memory. \(line 4\) Use fewer neurons./,
  )
  assert.equal(bannerFor({ ...initialState, link: "open" }), null)
})

test("a large model is told of, unless its activity is not drawn or that is known", () => {
  const graph = { revision: 1, objects: Array.from({ length: 2500 }, (_, k) => object(`model.e${k}`)), connections: [] }
  const objects = new Map(graph.objects.map((each) => [each.id, each]))
  const large: State = { ...initialState, link: "open", graph, objects }
  assert.match(bannerFor(large)?.text ?? "", /Large model/)
  assert.equal(bannerFor({ ...large, screen: { ...large.screen, activity: false } }), null)
  assert.equal(bannerFor({ ...large, screen: { ...large.screen, knowsSize: true } }), null)
  const inside = graph.objects.map((each) => ({ ...each, parent: "model.net", id: each.id.replace("model", "model.net") }))
  const closed = [network("model", { parent: "" }), network("model.net"), ...inside]
  const folded = { ...large, graph: { ...graph, objects: closed }, objects: new Map(closed.map((each) => [each.id, each])) }
  assert.equal(bannerFor(folded), null)
})
