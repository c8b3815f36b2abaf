import assert from "node:assert/strict"
import { test } from "node:test"

import { Text } from "@codemirror/state"

import { importsOf, resolve } from "../../src/editor/completion"

test("a name stands for what it was imported as", () => {
  const doc = Text.of([
    "import nengo as ng",
    "import numpy as np",
    "from nengo import dists, networks as nets",
    "from nengo.dists import (Uniform,",
    "    Choice as Ch)",
  ])
  assert.equal(resolve("ng.dists", doc), "nengo.dists")
  assert.equal(resolve("nets", doc), "nengo.networks")
  assert.equal(resolve("Uniform", doc), "nengo.dists.Uniform")
  assert.equal(resolve("Ch", doc), "nengo.dists.Choice")
  assert.equal(resolve("nengo.networks", doc), "nengo.networks")
})

test("imports in a comment are none", () => {
  assert.equal(importsOf("# import nengo as ng").size, 0)
})
