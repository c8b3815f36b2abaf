/** What is wrong with the model: all of it in the drawer, the worst of it in a strip below the code. */
import type { Code } from "../actions/action"
import type { Problem } from "../protocol/generated"
import { usePart } from "../store/parts"
import { errors, lastGoodModelRuns } from "../store/select"
import type { Store } from "../store/store"

interface Props {
  readonly store: Store
  readonly code: Code
}

export function ProblemList({ store, code }: Props) {
  const problems = usePart(store.state, (state) => state.problems)
  if (problems.length === 0) return <p class="hint">Nothing is wrong with this model.</p>
  return (
    <ul class="rows problems">
      {problems.map((problem, i) => (
        <li key={i}>
          <button
            type="button"
            class={problem.severity}
            onClick={() => problem.line !== null && code.goTo(problem.line)}
          >
            <span>
              {placeOf(problem)}
              {problem.message}
              {problem.remedy !== "" && <small class="title">{problem.remedy}</small>}
            </span>
          </button>
          {problem.traceback !== "" && (
            <details>
              <summary>Traceback</summary>
              <pre>{problem.traceback}</pre>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The first error, and whether a model still runs. */
export function ProblemStrip({ store, code }: Props) {
  const problem = usePart(store.state, (state) => errors(state)[0] ?? null)
  const more = usePart(store.state, (state) => errors(state).length - 1)
  const goodOneRuns = usePart(store.state, lastGoodModelRuns)
  return (
    <div class="problem-strip">
      {problem !== null && (
        <button
          type="button"
          onClick={() =>
            problem.line === null ? store.show({ drawer: "problems" }) : code.goTo(problem.line)
          }
        >
          <b>
            ✕ {placeOf(problem)}
            {problem.message}
            {problem.remedy !== "" && ` — ${problem.remedy}`}
          </b>
          <span>
            {goodOneRuns ? "The last good model keeps running." : ""}
            {more > 0 ? ` ${more} more.` : ""}
          </span>
        </button>
      )}
    </div>
  )
}

function placeOf({ line }: Problem): string {
  return line === null ? "" : `line ${line} · `
}
