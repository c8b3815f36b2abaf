import assert from "node:assert/strict"
import { test } from "node:test"

import { csvOf, longCsvOf } from "../../src/series/csv"

test("a row for each time, a column for each channel", () => {
  const text = csvOf({ times: [0.001, 0.002], values: [[1, 2], [-0.5, Infinity]] }, ["x", "y"])
  assert.equal(text, "time,x,y\r\n0.001,1,-0.5\r\n0.002,2,Infinity\r\n")
})

test("names with commas and quotes stay one cell", () => {
  assert.equal(csvOf({ times: [], values: [[]] }, ['a, "b"']), 'time,"a, ""b"""\r\n')
})

test("times are written as the steps they are", () => {
  assert.ok(csvOf({ times: [0.1 + 0.2], values: [] }, []).includes("\r\n0.3\r\n"))
})

test("tables of different times become one, within the chosen seconds", () => {
  const value = { name: "memory", kind: "value", labels: ["0"], table: { times: [1, 2, 3], values: [[0.1, 0.2, 0.3]] } }
  const spikes = { name: "memory", kind: "raster", labels: ["neuron"], table: { times: [2.5], values: [["17"]] } }
  assert.equal(
    longCsvOf([value, spikes], 2, 3),
    "time,object,plot,channel,value\r\n2,memory,value,0,0.2\r\n3,memory,value,0,0.3\r\n2.5,memory,raster,neuron,17\r\n",
  )
})
