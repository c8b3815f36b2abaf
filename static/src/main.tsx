/** Where everything is put together: connection → store → views. Read this first. */
import { effect } from "@preact/signals"
import { render } from "preact"
import type { Code } from "./actions/action"
import { Amender } from "./actions/amend"
import { Registry } from "./actions/registry"
import { listenToKeys } from "./actions/keys"
import { Editor } from "./editor/editor"
import { Sparks } from "./editor/sparks"
import { Stage } from "./graph/stage"
import { blobOf, download } from "./plots/files"
import { PlotHost } from "./plots/host"
import { Connection } from "./protocol/connection"
import { FrameError } from "./protocol/frames"
import type { Command, GraphObject, Opened } from "./protocol/generated"
import { Hub } from "./series/hub"
import { Scheduler } from "./series/scheduler"
import { TimeAxis } from "./series/timeaxis"
import { Shell } from "./shell"
import { change } from "./cards/card"
import { keepCopy, lostCopy } from "./store/copies"
import { createLook } from "./store/look"
import { part } from "./store/parts"
import { memoryOf, recall, remember } from "./store/remember"
import { MODEL, selectedConnection, selectedObject } from "./store/select"
import type { Screen, State } from "./store/state"
import { createStore } from "./store/store"
import { projectorFor, viewFrom } from "./store/watching"

/** More objects at once nobody looks at one by one. */
const MOST_SELECTED = 50
/** Below this many pixels the code lies over the graph; see `style/narrow.css`. */
const NARROW = 900

/** The opened file in which time has passed. */
let ranIn = 0

const scheduler = new Scheduler()
const hub = new Hub(() => scheduler.wake())
const time = new TimeAxis(() => scheduler.wake())
const store = createStore(transmit, firstScreen())
const { state } = store
const screen = part(state, (all) => all.screen)
const look = createLook(screen, document.documentElement)
const stage = new Stage(store, look)
const host = new PlotHost(hub, scheduler, time, {
  change: (plot) => change(store, plot),
  hold: (object, values) => store.send({ kind: "hold", object, values }),
  point: (object, pointer) => store.send({ kind: "point", object, pointer }),
})

const sparks = new Sparks(hub, scheduler, state, (objects) => store.choose({ kind: "sparked", objects }))
const editorElement = document.createElement("div")
editorElement.className = "editor"
const editor = new Editor(editorElement, {
  edited: (text, revision) => store.edit(text, revision),
  pointed: (line) => stage.select(...objectsAt(state.peek(), line)),
  entered(line) {
    const made = objectsAt(state.peek(), line)
    if (made.length > 0) stage.select(...made)
  },
  ask: (question) => store.ask(question),
}, sparks)

const code: Code = {
  text: () => editor.text(),
  document: () => editor.document(),
  amend: (changes) => editor.amend(changes),
  undo: () => editor.undo(),
  redo: () => editor.redo(),
  flush: () => editor.flush(),
  goTo(line) {
    store.show({ editorOpen: true, tab: "code" })
    requestAnimationFrame(() => editor.goTo(line)) // what is hidden takes no focus
  },
}

const amender = new Amender(store, code)
const registry = new Registry({ store, stage, code, host, amender })

const connection = new Connection(socketUrl(), metaContent("nengo-secret"), {
  link: (link) => store.choose({ kind: "link", link }),
  event: (event) => {
    if (event.kind === "recorded") download(event.name, blobOf(event.content))
    if (event.kind === "text") editor.flush() // then the session can merge what is being typed
    if (event.kind === "opened") offerCopy(event)
    store.receive(event)
  },
  frames: (message) => takeFrames(message),
  path: () => state.peek().file?.path ?? new URLSearchParams(location.search).get("path"),
})

/** What tests look at: they see the same State as the views, and nothing else. */
const probe = {
  state: () => state.peek(),
  send: (command: Command) => store.send(command),
  series: (plot: string) => hub.values(plot),
  frameStats: () => ({ ...scheduler.stats(), received: hub.received, lost: hub.lost }),
}
Object.assign(window, { __app: probe })

follow()
listenToKeys(registry, () => state.peek())
render(
  <Shell
    store={store}
    stage={stage}
    host={host}
    hub={hub}
    scheduler={scheduler}
    code={code}
    amender={amender}
    registry={registry}
    editorElement={editorElement}
  />,
  document.getElementById("app") ?? document.body,
)

function transmit(command: Command): boolean {
  // Saving a text and leaving it are about all that was typed.
  if (command.kind === "save" || command.kind === "open") editor.flush()
  return connection.send(command)
}

/** Tell a server that was restarted what only this browser remembers of a model. */
function offerCopy(event: Opened): void {
  const { welcome, file } = state.peek()
  if (welcome === null || file?.path === event.path) return
  const copy = lostCopy(localStorage, welcome, event)
  if (copy !== null) connection.send({ kind: "offer", text: copy.text, time: copy.time })
}

/** Returns what to acknowledge. Bytes of another version are told, once, and never acknowledged. */
function takeFrames(message: ArrayBuffer): number {
  try {
    return hub.take(message)
  } catch (error) {
    if (!(error instanceof FrameError)) throw error
    if (!state.peek().screen.notices.some((notice) => notice.message === error.message)) {
      store.choose({ kind: "notice", message: error.message, remedy: "" })
    }
    return -1
  }
}

/** Everything that follows the State without being drawn by the page. */
function follow(): void {
  let opened = 0
  watch(
    (all) => all.file,
    (file) => {
      const { opening } = state.peek()
      if (file === null) return
      if (opening === opened) return editor.receive(file.text, file.revision)
      opened = opening
      hub.forget()
      editor.open(file.text, file.revision)
    },
  )
  watch((all) => all.graph, spark)
  watch((all) => all.screen.sparklines && hasRun(all), spark)
  watch(
    (all) => all.problems,
    (problems) => editor.showProblems(problems, state.peek().problemsRevision),
  )
  watch(
    (all) => (selectedObject(all) ?? selectedConnection(all))?.line ?? null,
    (line) => editor.link(line),
  )
  watch(
    (all) => all.streams,
    (streams) => hub.assign(streams),
  )
  watch(
    (all) => all.graph,
    ({ objects }) => hub.countInRibbon(objects.flatMap(({ kind }, i) => (kind === "ensemble" ? [i] : []))),
  )
  watch(
    (all) => all.simulation.epoch,
    (epoch) => hub.start(epoch),
  )
  watch(
    (all) => all.screen.lookingAt,
    (end) => time.look(end),
  )
  watch(
    (all) => all.file?.path,
    (path) => {
      if (path !== undefined) history.replaceState(null, "", pageFor(path))
    },
  )
  watch(
    (all) => `${all.unsaved ? "● " : ""}${all.file?.name ?? "Nengo"}`,
    (title) => {
      document.title = title
    },
  )
  watch(
    (all) => JSON.stringify(memoryOf(all.screen, isNarrow())),
    () => remember(localStorage, state.peek().screen, isNarrow()),
  )
  watch(
    (all) => `${all.unsaved} ${all.unsent} ${all.file?.path} ${all.file?.revision}`,
    () => keepCopy(localStorage, state.peek(), Date.now() / 1000),
  )
  effect(() => {
    void [look.dark.value, look.highContrast.value]
    host.restyle()
  })
  addEventListener("blur", () => editor.flush())
  addEventListener("pagehide", () => editor.flush())
  addEventListener("beforeunload", (event) => {
    editor.flush()
    // The session keeps what it was told; only what it could not be told would be lost.
    if (state.peek().unsent) event.preventDefault()
  })
}

/** Call `act` now, and again whenever a part of the State has changed. */
function watch<T>(pick: (state: State) => T, act: (value: T) => void): void {
  part(state, pick).subscribe(act)
}

/** What this browser remembers; in a narrow window the graph comes first, not the code over it. */
function firstScreen(): Partial<Screen> {
  const remembered = { ...recall(localStorage), ...viewFrom(location.search) }
  return isNarrow() ? { ...remembered, editorOpen: false } : remembered
}

function isNarrow(): boolean {
  return innerWidth < NARROW
}

/** Put small plots into the code; while it is ahead of the graph, those that are there move with it. */
function spark(): void {
  const all = state.peek()
  if (!all.screen.sparklines || !hasRun(all)) editor.spark(new Map())
  else if (all.graphRevision === all.file?.revision) editor.spark(sparkLines(all))
}

/** Whether time has passed since the file was opened, so that there is something to see. */
function hasRun({ simulation, opening }: State): boolean {
  if (simulation.state === "running" || simulation.time > 0) ranIn = opening
  return ranIn === opening
}

/** Which lines get a small plot, of which object: those that make one object that puts something out. */
function sparkLines(all: State): ReadonlyMap<number, string> {
  const lines = new Map<number, string>()
  const made = new Map<number, GraphObject[]>()
  for (const object of all.graph.objects) {
    if (object.line === null || object.id === MODEL) continue
    made.set(object.line, [...(made.get(object.line) ?? []), object])
  }
  for (const [line, [object, ...others]] of made) {
    if (object && others.length === 0 && object.kind !== "network" && object.probeable.includes("output"))
      lines.set(line, object.id)
  }
  return lines
}

/** What a line made: all objects of a loop, but not what is inside of a ready-made network. */
function objectsAt({ graph, objects, graphRevision, file }: State, line: number): readonly string[] {
  if (graphRevision !== file?.revision) return []
  const made = [...graph.objects, ...graph.connections].filter(
    (each) => each.id !== MODEL && each.line === line && objects.get(each.parent)?.line !== line,
  )
  return made.slice(0, MOST_SELECTED).map(({ id }) => id)
}

function socketUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/socket`
}

function metaContent(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ""
}

function pageFor(path: string): string {
  return state.peek().screen.watching ? projectorFor(path) : `?${new URLSearchParams({ path })}`
}
