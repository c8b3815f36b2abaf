/** What the model printed, newest last. */
import { useEffect, useRef } from "preact/hooks"
import type { Code } from "../actions/action"
import type { LogEntry } from "../protocol/generated"
import { usePart } from "../store/parts"
import { thousands } from "../store/select"
import type { Store } from "../store/store"

/** Lines shown: the newest. */
const SHOWN = 500

interface Props {
  readonly store: Store
  readonly code: Code
}

export function LogPane({ store, code }: Props) {
  const log = usePart(store.state, (state) => state.log)
  const dropped = usePart(store.state, (state) => state.logDropped)
  const list = useRef<HTMLOListElement>(null)
  const isAtEnd = useRef(true)
  useEffect(() => {
    if (isAtEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [log])
  const onScroll = ({ currentTarget }: { readonly currentTarget: HTMLElement }) => {
    isAtEnd.current = currentTarget.scrollTop + currentTarget.clientHeight > currentTarget.scrollHeight - 8
  }
  if (log.length === 0)
    return (
      <div class="pane-body">
        <p class="hint">What the model prints appears here.</p>
      </div>
    )
  return (
    <div class="pane-body log">
      <div class="log-tools">
        <span>{dropped > 0 && `${thousands(dropped)} lines left out`}</span>
        <button type="button" class="text-button" onClick={() => store.choose({ kind: "clear-log" })}>
          Clear
        </button>
      </div>
      <ol ref={list} tabIndex={0} aria-label="Log" onScroll={onScroll}>
        {log.slice(-SHOWN).map((entry, i) => (
          <Line key={i} entry={entry} code={code} />
        ))}
      </ol>
    </div>
  )
}

function Line({ entry, code }: { readonly entry: LogEntry; readonly code: Code }) {
  const { line, time, text, source } = entry
  return (
    <li class={source}>
      <span class="log-time">{time === null ? "" : time.toFixed(3)}</span>
      <span class="log-text">{text}</span>
      {line !== null && (
        <button type="button" class="text-button" onClick={() => code.goTo(line)}>
          line {line}
        </button>
      )}
    </li>
  )
}
