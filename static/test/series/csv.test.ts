import assert from "node:assert/strict"
import { test } from "node:test"

import { csvOf } from "../../src/series/csv"

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
