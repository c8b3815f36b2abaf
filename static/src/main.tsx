/** Where everything is put together: connection → store → views. Read this first. */
import { effect } from "@preact/signals"
import { render } from "preact"
import type { Code } from "./actions/action"
import { Registry } from "./actions/registry"
import { listenToKeys } from "./actions/keys"
import { Editor } from "./editor/editor"
import { Stage } from "./graph/stage"
import { blobOf, download } from "./plots/files"
import { PlotHost } from "./plots/host"
import { Connection } from "./protocol/connection"
import { FrameError } from "./protocol/frames"
import type { Command } from "./protocol/generated"
import { Hub } from "./series/hub"
import { Scheduler } from "./series/scheduler"
import { TimeAxis } from "./series/timeaxis"
import { Shell } from "./shell"
import { change } from "./cards/card"
import { createLook } from "./store/look"
import { part } from "./store/parts"
import { memoryOf, recall, remember } from "./store/remember"
import { selectedConnection, selectedObject } from "./store/select"
import type { Screen, State } from "./store/state"
import { createStore } from "./store/store"
import { projectorFor, viewFrom } from "./store/watching"

/** Below this many pixels the code lies over the graph; see `style/narrow.css`. */
const NARROW = 900

const scheduler = new Scheduler()
const hub = new Hub(() => scheduler.wake())
const time = new TimeAxis(() => scheduler.wake())
const store = createStore((command) => connection.send(command), firstScreen())
const { state } = store
const screen = part(state, (all) => all.screen)
const look = createLook(screen, document.documentElement)
const stage = new Stage(store, look)
const host = new PlotHost(hub, scheduler, time, {
  change: (plot) => change(store, plot),
  hold: (object, values) => store.send({ kind: "hold", object, values }),
  point: (object, pointer) => store.send({ kind: "point", object, pointer }),
})

const editorElement = document.createElement("div")
editorElement.className = "editor"
const editor = new Editor(editorElement, {
  edited: (text, revision) => store.edit(text, revision),
  pointed: (line) => stage.select(...objectsAt(state.peek(), line)),
})

const code: Code = {
  text: () => editor.text(),
  flush: () => editor.flush(),
  goTo(line) {
    store.show({ editorOpen: true, tab: "code" })
    requestAnimationFrame(() => editor.goTo(line)) // what is hidden takes no focus
  },
}

const registry = new Registry({ store, stage, code, host })

const connection = new Connection(socketUrl(), metaContent("nengo-secret"), {
  link: (link) => store.choose({ kind: "link", link }),
  event: (event) => {
    if (event.kind === "recorded") download(event.name, blobOf(event.content))
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
    registry={registry}
    editorElement={editorElement}
  />,
  document.getElementById("app") ?? document.body,
)

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
    (all) => JSON.stringify(memoryOf(all.screen)),
    () => remember(localStorage, state.peek().screen),
  )
  effect(() => {
    void [look.dark.value, look.highContrast.value]
    host.restyle()
  })
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
  return innerWidth < NARROW ? { ...remembered, editorOpen: false } : remembered
}

function objectsAt({ graph }: State, line: number): readonly string[] {
  const made = [...graph.objects, ...graph.connections].find((each) => each.line === line)
  return made === undefined ? [] : [made.id]
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
