/**
 * Edits by hand. The session says which changes of the text do what was asked; the editor makes
 * them as one step, and so they reach the model like anything that is typed.
 */
import type { Point } from "../graph/geometry"
import type { AddObject, GraphObject, Spot } from "../protocol/generated"
import type { Answer, Question } from "../store/answers"
import { MODEL } from "../store/select"
import type { State } from "../store/state"
import type { Store } from "../store/store"
import type { Code } from "./action"

/** A question about whatever text will stand there when it is asked. */
export type Wish = Question extends infer Each ? (Each extends Question ? Omit<Each, "text"> : never) : never
export type Declined = Extract<Answer, { kind: "declined" }>
export type ObjectType = AddObject["type"]

/** How often to ask again when somebody typed meanwhile. */
const ATTEMPTS = 4
/** Milliseconds to wait for the graph; things can be found without it, by their names. */
const PATIENCE = 1500

export class Amender {
  /** Each edit is found in the text that the one before has left. */
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly store: Store,
    private readonly code: Code,
  ) {}

  /** Make a new object; at a point relative to the middle of its network, or where there is room. */
  add(type: ObjectType, network: string, at: Point | null): Promise<Declined | null> {
    const where = { x: at?.x ?? null, y: at?.y ?? null }
    return this.tell((state) => ({ kind: "add_object", type, network: spotOf(state, network), ...where }))
  }

  connect(pre: string, post: string): Promise<Declined | null> {
    return this.tell((state) => ({
      kind: "connect",
      pre: spotOf(state, pre, "size_out"),
      post: spotOf(state, post, "size_in"),
    }))
  }

  /** Give an object another name: that of its label if it has one, else that of its variable. */
  rename(id: string, name: string): Promise<Declined | null> {
    const object = this.store.state.peek().objects.get(id)
    if (object !== undefined && hasLabel(object)) return this.set(id, "label", JSON.stringify(name))
    return this.tell((state) => ({ kind: "rename", thing: spotOf(state, id), name }))
  }

  /** Change an argument; what is wrong with the value is for who asked to show. */
  set(id: string, name: string, value: string): Promise<Declined | null> {
    return this.make((state) => ({ kind: "set_argument", thing: spotOf(state, id), name, value }))
  }

  delete(ids: readonly string[]): Promise<Declined | null> {
    return this.tell((state) => ({ kind: "delete", things: ids.map((id) => spotOf(state, id)) }))
  }

  /** What an object is made with. */
  read(id: string): Promise<Answer> {
    const { store, code } = this
    return store.ask({ kind: "read_arguments", text: code.document(), thing: spotOf(store.state.peek(), id) })
  }

  /** Make an edit; if it cannot be made, say why. */
  private async tell(wish: (state: State) => Wish): Promise<Declined | null> {
    const declined = await this.make(wish)
    if (declined !== null) this.store.choose({ ...declined, kind: "notice" })
    return declined
  }

  private make(wish: (state: State) => Wish): Promise<Declined | null> {
    const made = this.last.then(() => this.attempt(wish))
    this.last = made
    return made
  }

  /** Wait for the graph of the text as it stands, which tells in which lines things are made. */
  private caughtUp(): Promise<void> {
    const { state } = this.store
    if (isCaughtUp(state.peek())) return Promise.resolve()
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        stop()
        resolve()
      }
      const timer = setTimeout(end, PATIENCE)
      const stop = state.subscribe((now) => {
        if (isCaughtUp(now)) setTimeout(end)
      })
    })
  }

  private async attempt(wish: (state: State) => Wish): Promise<Declined | null> {
    for (let k = 0; k < ATTEMPTS; k++) {
      this.code.flush()
      await this.caughtUp()
      const text = this.code.document()
      const answer = await this.store.ask({ ...wish(this.store.state.peek()), text } as Question)
      if (answer.kind === "declined") return answer
      if (answer.kind !== "edited" || this.code.document() !== text) continue
      if (answer.changes.length > 0) {
        this.store.choose({ kind: "amended", thing: answer.thing, said: answer.said })
        this.code.amend(answer.changes)
      }
      return null
    }
    return { kind: "declined", message: "The text changed under way.", remedy: "Try again." }
  }
}

/** Whether the text that was sent last has become a graph, or will not. */
function isCaughtUp({ file, graphRevision, problems, problemsRevision }: State): boolean {
  const { revision } = file ?? {}
  return graphRevision === revision || (problems.length > 0 && problemsRevision === revision)
}

/** What the session needs to find an object or a connection in the text. */
export function spotOf(state: State, id: string, size: "size_in" | "size_out" | null = null): Spot {
  const object = state.objects.get(id)
  const thing = object ?? state.graph.connections.find((each) => each.id === id)
  const known = state.graphRevision === state.file?.revision
  const line = known ? (thing?.line ?? null) : null
  const around = state.objects.get(thing?.parent ?? "")
  return {
    id,
    type: object?.kind ?? "connection",
    line,
    size: (size && object?.[size]) ?? 0,
    part: line !== null && around?.line === line,
  }
}

/** Whether an object is called otherwise in the graph than in the code. */
export function hasLabel({ id, label }: GraphObject): boolean {
  return id !== MODEL && label !== "" && label !== id.slice(id.lastIndexOf(".") + 1)
}
