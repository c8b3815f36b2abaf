/** Small graphs for tests. */
import type { GraphConnection, GraphObject, Place } from "../../src/protocol/generated"
import type { Source } from "../../src/graph/scene"

export function object(id: string, fields: Partial<GraphObject> = {}): GraphObject {
  return {
    id,
    kind: "ensemble",
    label: id.split(".").at(-1) ?? "",
    parent: id.split(".").slice(0, -1).join("."),
    line: null,
    glyph: "",
    size_in: 1,
    size_out: 1,
    dimensions: 1,
    n_neurons: 100,
    neuron_type: "LIF",
    n_objects: 0,
    n_members: 0,
    probeable: ["output"],
    ...fields,
  }
}

export function network(id: string, fields: Partial<GraphObject> = {}): GraphObject {
  return object(id, { kind: "network", n_neurons: 0, ...fields })
}

export function connection(
  pre: string,
  post: string,
  fields: Partial<GraphConnection> = {},
): GraphConnection {
  return {
    id: `${pre}->${post}`,
    pre,
    post,
    parent: "model",
    dimensions: 1,
    effect: "mixed",
    to_neurons: false,
    learning_rules: [],
    modulates: null,
    synapse: "",
    function: "",
    transform: "",
    line: null,
    ...fields,
  }
}

export function source(
  objects: readonly GraphObject[],
  connections: readonly GraphConnection[],
  places: Record<string, Place>,
): Source {
  const all = [network("model", { parent: "" }), ...objects]
  return {
    graph: { objects: all, connections },
    objects: new Map(all.map((each) => [each.id, each])),
    places,
  }
}

/** Two ensembles beside each other, and a network with two more. */
export function example(open: boolean): Source {
  return source(
    [
      object("model.a"),
      object("model.b"),
      network("model.net"),
      object("model.net.c"),
      object("model.net.d"),
    ],
    [
      connection("model.a", "model.b"),
      connection("model.b", "model.net.c"),
      connection("model.net.c", "model.net.d"),
      connection("model.a", "model.a"),
    ],
    {
      "model.a": { x: 0, y: 0 },
      "model.b": { x: 200, y: 0 },
      "model.net": { x: 500, y: 0, open },
      "model.net.c": { x: -60, y: 0 },
      "model.net.d": { x: 60, y: 0 },
    },
  )
}
