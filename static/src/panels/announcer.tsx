/** Says aloud, to those who do not see it, what has just happened; never at the pace of pictures. */
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { part } from "../store/parts"
import { errors } from "../store/select"
import type { State } from "../store/state"
import type { Store } from "../store/store"

const STATES: { readonly [state: string]: string } = {
  running: "Running.",
  paused: "Paused.",
  building: "Building.",
  ended: "The simulator stopped.",
}

export function Announcer({ store }: { readonly store: Store }) {
  const said = useSignal("")
  useEffect(() => {
    const ends = [simulationSaid, undoSaid, editSaid, problemSaid].map((pick) =>
      part(store.state, pick).subscribe((text) => {
        if (text !== "") said.value = text
      }),
    )
    return () => {
      for (const end of ends) end()
    }
  }, [])
  return (
    <div class="unseen" role="status" aria-live="polite">
      {said}
    </div>
  )
}

function simulationSaid({ simulation }: State): string {
  return STATES[simulation.state] ?? ""
}

/** What can be undone is what was done last: "Move memory". */
function undoSaid({ history }: State): string {
  return history.undo === "" ? "" : `Done: ${history.undo}.`
}

function editSaid({ said }: State): string {
  return said === "" ? "" : `${said}.`
}

function problemSaid(state: State): string {
  const [first] = errors(state)
  if (first === undefined) return ""
  return first.line === null ? `Error: ${first.message}` : `Error in line ${first.line}: ${first.message}`
}
