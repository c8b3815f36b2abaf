/** What an event of the session does to the State. Pure: the same two always give the same third. */
import type { GraphChanged, History, Log, Opened, Progress, ServerEvent, Simulation, TextChanged, TrustAsked } from "../protocol/generated"
import { lookChanged } from "./deeds"
import { withNotice } from "./notices"
import { initialState, type State } from "./state"

/** Lines of the Log that are kept; the oldest go first. */
const LOG_LINES = 2000

export function update(state: State, event: ServerEvent): State {
  switch (event.kind) {
    case "welcome": return { ...state, link: "open", welcome: event }
    case "opened": return opened(state, event)
    case "text": return withText(state, event)
    case "graph": return graphChanged(state, event)
    case "places":
      return { ...state, places: event.complete ? event.places : { ...state.places, ...event.places } }
    case "plots": return { ...state, plots: event.plots, streams: event.streams }
    case "drawn": return { ...state, pages: { ...state.pages, [event.stream]: event.html } }
    case "held": return { ...state, held: { ...state.held, [event.object]: event.values } }
    case "pointed": return { ...state, pointers: { ...state.pointers, [event.object]: event.pointer } }
    case "inspected":
      return { ...state, details: { ...state.details, [event.details.object]: event.details } }
    case "problems":
      return { ...state, problems: event.problems, problemsRevision: event.text_revision, progress: null }
    case "simulation": return simulated(state, event)
    case "progress": return { ...state, progress: event }
    case "log": return logged(state, event)
    case "saved":
      return {
        ...state,
        file: state.file && { ...state.file, path: event.path, name: event.name, writable: true },
        // Another tab may have saved; then only what was typed here since is not on disk.
        unsaved: state.file?.revision !== event.revision && state.file?.text !== state.saving,
        saving: null,
      }
    case "conflict":
      return { ...withDialog(state, { kind: "conflict", conflict: event }), saving: null }
    case "listing":
      return { ...state, folders: { ...state.folders, [event.folder]: event.entries } }
    case "history": return historyChanged(state, event)
    case "refused": return withNotice({ ...state, saving: null }, event.message, event.remedy)
    case "trust": return trustAsked(state, event)
    case "offers": return withOffers(state, event.offers)
    case "notice": return withNotice(state, event.message, event.remedy)
    case "ended": return { ...state, ended: event, progress: null }
    case "recorded": return state // a file, which the browser saves; see `main.tsx`
    case "answered": return state // goes to who asked; see `answers.ts`
    case "viewers": return { ...state, viewers: event.count }
    default: return unreachable(event)
  }
}

function historyChanged(state: State, history: History): State {
  const isNone = history.undo === "" && history.redo === ""
  return { ...state, history, deeds: isNone ? state.deeds : lookChanged(state.deeds) }
}

function opened(state: State, { kind: _, ...file }: Opened): State {
  if (state.file?.path !== file.path) {
    return {
      ...initialState,
      link: state.link,
      welcome: state.welcome,
      folders: state.folders,
      viewers: state.viewers,
      screen: { ...state.screen, selection: [], trace: null, lookingAt: null, range: null, looping: false, dialog: null },
      file,
      opening: state.opening + 1,
      unsaved: !file.saved,
    }
  }
  // The link was lost for a while. What was typed here may never have arrived: `store.ts` sends it
  // again, and the session merges it with what others wrote.
  const ours = state.edited && state.file.text !== file.text
  // The session tells everything again.
  const anew: State = { ...state, held: {}, pointers: {}, log: [], logDropped: 0, saving: null, sent: 0 }
  return ours
    ? { ...anew, file: { ...file, text: state.file.text }, unsaved: true, unsent: true }
    : { ...anew, file, unsaved: !file.saved, unsent: false, edited: false }
}

/** A text that lacks what was sent from here is passed over: the one that has it is on its way. */
function withText(state: State, { text, revision, saved, answers }: TextChanged): State {
  return state.file === null || answers < state.sent
    ? state
    : { ...state, file: { ...state.file, text, revision }, unsaved: !saved, edited: false }
}

function trustAsked(state: State, event: TrustAsked): State {
  const asked = event.gaps.length > 0 ? event : null
  const { dialog } = state.screen
  const next = asked !== null ? ({ kind: "trust", asked } as const) : dialog?.kind === "trust" ? null : dialog
  return { ...withDialog(state, next), asked }
}

function withOffers(state: State, offers: State["offers"]): State {
  const { dialog } = state.screen
  const isDecided = dialog?.kind === "offer" && offers.length === 0
  return { ...withDialog(state, isDecided ? null : dialog), offers }
}

function graphChanged(state: State, { graph, text_revision }: GraphChanged): State {
  const objects = new Map(graph.objects.map((object) => [object.id, object]))
  const connections = new Set(graph.connections.map((connection) => connection.id))
  const selection = state.screen.selection.filter((id) => objects.has(id) || connections.has(id))
  const { trace } = state.screen
  const awaited = state.awaited !== null && objects.has(state.awaited) ? state.awaited : null
  return {
    ...state,
    awaited: awaited === null ? state.awaited : null,
    graph,
    objects,
    details: {},
    graphRevision: text_revision,
    progress: null,
    ended: null,
    screen: {
      ...state.screen,
      selection: awaited === null ? selection : [awaited],
      trace: trace && objects.has(trace.id) ? trace : null,
    },
  }
}

function simulated(state: State, simulation: Simulation): State {
  const isAlive = ["loading", "building", "paused", "running"].includes(simulation.state)
  const progress = state.progress !== null && isStillSo(state.progress, state.simulation, simulation)
  // Time before a new beginning is gone.
  const lookingAt = simulation.epoch === state.simulation.epoch ? state.screen.lookingAt : null
  return {
    ...state,
    simulation,
    screen: lookingAt === state.screen.lookingAt ? state.screen : { ...state.screen, lookingAt },
    progress: progress ? state.progress : null,
    ended: isAlive ? null : state.ended,
  }
}

/** Whether what was in work still is, seen from how the simulation stood and stands. */
function isStillSo({ stage }: Progress, before: Simulation, now: Simulation): boolean {
  if (now.state === "loading" || now.state === "building") return true
  // An old model may run on while a new one is loaded; but one that moves is not stuck itself.
  return now.state === "running" && (stage !== "running" || now.time === before.time)
}

function logged(state: State, event: Log): State {
  const log = [...state.log, ...event.entries]
  const excess = Math.max(0, log.length - LOG_LINES)
  return { ...state, log: log.slice(excess), logDropped: state.logDropped + event.dropped + excess }
}

function withDialog(state: State, dialog: State["screen"]["dialog"]): State {
  return { ...state, screen: { ...state.screen, dialog } }
}

function unreachable(event: never): never {
  throw new Error(`No event is called ${JSON.stringify(event)}. Reload the page.`)
}
