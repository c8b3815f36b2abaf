/** All that is known of what is selected. */
import type { ComponentChildren } from "preact"
import type { Amender } from "../actions/amend"
import type { Registry } from "../actions/registry"
import { factsOfConnection } from "../graph/tooltip"
import type { Stage } from "../graph/stage"
import type { GraphConnection, GraphObject } from "../protocol/generated"
import { usePart } from "../store/parts"
import { count, selectedConnection, selectedObject, thousands } from "../store/select"
import type { State } from "../store/state"
import { spelled } from "../actions/keys"
import { PLOT_ACTIONS } from "../actions/object"
import { DetailsSection } from "./details"
import { Fields } from "./fields"

interface Props {
  readonly stage: Stage
  readonly registry: Registry
  readonly amender: Amender
}

const OFFERED = [...PLOT_ACTIONS, "open", "close", "code", "rename", "connect", "delete", "upstream", "downstream"]

export function Inspector(props: Props) {
  const { stage } = props
  const { state } = stage.store
  const object = usePart(state, selectedObject)
  const connection = usePart(state, selectedConnection)
  const connections = usePart(state, (all) => all.graph.connections)
  if (object !== undefined)
    return <ObjectFacts {...props} object={object} connections={connections} />
  if (connection !== undefined)
    return <ConnectionFacts {...props} connection={connection} />
  return (
    <div class="pane-body">
      <p class="hint">Select an object or a connection in the graph to read about it here.</p>
    </div>
  )
}

function ObjectFacts({
  object,
  connections,
  stage,
  registry,
  amender,
}: Props & { readonly object: GraphObject; readonly connections: readonly GraphConnection[] }) {
  return (
    <div class="pane-body inspector">
      <h2>
        <i class={`kind ${object.kind}`} aria-hidden="true" /> {object.label || object.id}
      </h2>
      <Facts facts={rowsFor(object)} />
      <Fields store={stage.store} amender={amender} id={object.id} />
      <Buttons registry={registry} />
      <Ends
        title="Comes in"
        ends={connections.filter((each) => each.post === object.id)}
        other="pre"
        stage={stage}
      />
      <Ends
        title="Goes out"
        ends={connections.filter((each) => each.pre === object.id)}
        other="post"
        stage={stage}
      />
      <DetailsSection store={stage.store} id={object.id} />
    </div>
  )
}

function ConnectionFacts({
  connection,
  stage,
  registry,
  amender,
}: Props & { readonly connection: GraphConnection }) {
  const state = stage.store.state.peek()
  return (
    <div class="pane-body inspector">
      <h2>
        {nameOf(state, connection.pre)} → {nameOf(state, connection.post)}
      </h2>
      <ul class="plain">
        {factsOfConnection(connection).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <Fields store={stage.store} amender={amender} id={connection.id} />
      <Buttons registry={registry} />
      <DetailsSection store={stage.store} id={connection.id} />
    </div>
  )
}

function rowsFor(object: GraphObject): readonly (readonly [string, string])[] {
  const rows: (readonly [string, string | number | null])[] = [
    [
      "Kind",
      object.n_members > 0
        ? `ensemble array of ${object.n_members}`
        : object.glyph === ""
          ? object.kind
          : `${object.kind} (${object.glyph})`,
    ],
    ["Name in the code", object.id],
    ["Line", object.line],
    ["Neurons", object.n_neurons > 0 ? thousands(object.n_neurons) : null],
    ["Neuron type", object.neuron_type || null],
    ["Dimensions", object.dimensions || null],
    ["Size in", object.kind === "node" ? object.size_in : null],
    ["Size out", object.kind === "node" ? object.size_out : null],
    ["Objects inside", object.kind === "network" ? count(object.n_objects, "object") : null],
  ]
  return rows.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)] as const]))
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, string])[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Buttons({ registry }: { readonly registry: Registry }) {
  const offered = OFFERED.map((id) => registry.get(id)).filter((each) => registry.isEnabled(each.id))
  return (
    <div class="inspector-actions">
      {offered.map((each) => (
        <button type="button" class="button small" key={each.id} onClick={() => registry.run(each.id)}>
          {each.title} {each.keys[0] !== undefined && <kbd>{spelled(each.keys[0])}</kbd>}
        </button>
      ))}
    </div>
  )
}

interface EndsProps {
  readonly title: string
  readonly ends: readonly GraphConnection[]
  readonly other: "pre" | "post"
  readonly stage: Stage
}

function Ends({ title, ends, other, stage }: EndsProps): ComponentChildren {
  if (ends.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul class="rows">
        {ends.map((connection) => (
          <li key={connection.id}>
            <button type="button" onClick={() => stage.select(connection.id)}>
              <span>
                {nameOf(stage.store.state.peek(), connection[other])}
                <small class="title">{factsOfConnection(connection).join(", ")}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function nameOf(state: State, id: string): string {
  return state.objects.get(id)?.label || id
}
