import assert from "node:assert/strict"
import test from "node:test"
import { slidingFrom, sorted, written, wrongWith } from "../../src/panels/settingsof"

const setting = (name: string, text = "", usual = "") => ({ name, text, default: usual })

test("settings of every day come first, in their own order", () => {
  const { everyday, others } = sorted(["seed", "gain", "radius", "n_neurons"].map((name) => setting(name)))
  assert.deepEqual(everyday.map(({ name }) => name), ["n_neurons", "radius", "seed"])
  assert.deepEqual(others.map(({ name }) => name), ["gain"])
})

test("numbers that Nengo would refuse are refused at once; expressions are left to Python", () => {
  for (const [name, text] of [["n_neurons", "0"], ["n_neurons", "1.5"], ["radius", "0"], ["synapse", "-1"]] as const) {
    assert.match(wrongWith(name, text), new RegExp(`^${name} is ${text}, but must be `))
  }
  for (const [name, text] of [["n_neurons", "2 * N"], ["radius", "0.1"], ["synapse", "None"], ["seed", ""]] as const) {
    assert.equal(wrongWith(name, text), "")
  }
})

test("words for a label become text; expressions stay what they are", () => {
  assert.equal(written("label", " my cortex "), '"my cortex"')
  for (const text of ['"cortex"', "f'{n}'", "None", "name()"]) assert.equal(written("label", text), text)
  assert.equal(written("function", "square"), "square")
})

test("a slider begins at what is written, or at what holds if nothing is", () => {
  assert.equal(slidingFrom(setting("radius", "2.5", "1.0"))?.value, 2.5)
  assert.equal(slidingFrom(setting("radius", "", "1.0"))?.value, 1)
  assert.equal(slidingFrom(setting("synapse", "", "Lowpass(tau=0.005)"))?.value, 0.005)
  assert.equal(slidingFrom(setting("synapse", "None", "Lowpass(tau=0.005)")), null)
  assert.equal(slidingFrom(setting("seed", "3")), null)
})
