/** Short messages that come and go: refusals, and how the link and the simulator stand. */
import { useEffect } from "preact/hooks"
import type { Code } from "../actions/action"
import type { Registry } from "../actions/registry"
import { usePart } from "../store/parts"
import { isLarge } from "../store/select"
import type { Notice, State } from "../store/state"
import type { Store } from "../store/store"
import { Icon } from "../style/icons"
import { decide, toldOf } from "./offer"

/** Milliseconds a notice stays. */
const STAY = 7000

export function Notices({ store }: { readonly store: Store }) {
  const notices = usePart(store.state, (state) => state.screen.notices)
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} store={store} />
      ))}
    </div>
  )
}

function NoticeCard({ notice, store }: { readonly notice: Notice; readonly store: Store }) {
  const dismiss = () => store.choose({ kind: "dismiss", notice: notice.id })
  useEffect(() => {
    const timer = setTimeout(dismiss, STAY)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div class="notice">
      <span>
        {notice.message} {notice.remedy}
      </span>
      <button type="button" class="icon-button" aria-label="Dismiss" onClick={dismiss}>
        <Icon name="close" size={14} />
      </button>
    </div>
  )
}

interface BannerProps {
  readonly store: Store
  readonly registry: Registry
  readonly code: Code
}

/** One thin bar below the top bar for what stands in the way: one sentence, one action. */
export function Banner({ store, registry, code }: BannerProps) {
  const banner = usePart(store.state, (state) => JSON.stringify(bannerFor(state)))
  const shown = JSON.parse(banner) as BannerText | null
  if (shown === null) return null
  const act = {
    restart: () => registry.run("restart"),
    stop: () => registry.run("stop"),
    copy: () => void navigator.clipboard.writeText(code.text()),
    reload: () => location.reload(),
    compare: () => store.show({ dialog: { kind: "offer" } }),
    take: () => decide(store, true),
    drop: () => decide(store, false),
    hide: () => store.show({ knowsReach: true }),
    calm: () => registry.run("activity"),
    "knows-size": () => store.show({ knowsSize: true }),
  }
  return (
    <div class={`banner ${shown.severity}`} role="status">
      <span>{shown.text}</span>
      {shown.actions.map(([does, name]) => (
        <button type="button" key={does} class="button small" onClick={act[does]}>
          {name}
        </button>
      ))}
    </div>
  )
}

type Deed = "restart" | "stop" | "copy" | "reload" | "compare" | "take" | "drop" | "hide" | "calm" | "knows-size"

interface BannerText {
  readonly severity: "info" | "warn" | "error"
  readonly text: string
  readonly actions: readonly (readonly [Deed, string])[]
}

/** The one thing to be told now; what concerns the user's text comes first. */
export function bannerFor(state: State): BannerText | null {
  const { link, ended, progress, offers } = state
  if (link === "lost")
    return { severity: "warn", text: "Reconnecting … your text is safe here.", actions: [] }
  if (link === "refused") {
    const text =
      "The server no longer knows this page: it was restarted. Your text is still here; copy it if it is not saved."
    return {
      severity: "error",
      text,
      actions: [
        ["copy", "Copy the text"],
        ["reload", "Reload"],
      ],
    }
  }
  if (offers[0] !== undefined) {
    const text = toldOf(offers[0]) + (offers.length > 1 ? ` ${offers.length - 1} more.` : "")
    return {
      severity: "warn",
      text,
      actions: [
        ["compare", "Compare"],
        ["take", "Restore it"],
        ["drop", "Discard it"],
      ],
    }
  }
  if (ended !== null) {
    const text = [ended.message, ended.line === null ? "" : `(line ${ended.line})`, ended.remedy]
      .filter(Boolean)
      .join(" ")
    return { severity: "error", text, actions: [["restart", "Restart"]] }
  }
  if (progress?.line != null) {
    return { severity: "warn", text: `Still running line ${progress.line}.`, actions: [["stop", "Stop"]] }
  }
  return bannerOfReach(state) ?? bannerOfSize(state)
}

/** So many objects on the stage are drawn less often. */
function bannerOfSize(state: State): BannerText | null {
  if (!state.screen.activity || state.screen.knowsSize || !isLarge(state)) return null
  return {
    severity: "info",
    text: "Large model: its activity is drawn 10 times a second.",
    actions: [
      ["calm", "Draw none"],
      ["knows-size", "Understood"],
    ],
  }
}

function bannerOfReach({ welcome, screen }: State): BannerText | null {
  const reach = welcome?.reach ?? "here"
  if (reach === "here" || screen.knowsReach) return null
  const isOpen = reach === "open"
  return {
    severity: isOpen ? "warn" : "info",
    text: `Other machines can reach this server${isOpen ? ", and nothing is encrypted" : ""}. Who gets in can run programs here.`,
    actions: [["hide", "Understood"]],
  }
}
