/** Time: run, pause, step, back to zero, faster and slower. */
import { canReset, canRun, canStep, isRunning } from "../store/select"
import type { State } from "../store/state"
import { action, type Action, type Hands, isLinked } from "./action"

export const SLOWEST = 0.01
export const FASTEST = 10

export function simulationActions({ store, code }: Hands): readonly Omit<Action, "group">[] {
  const { state, send } = store
  const tenMilliseconds = () => Math.max(1, Math.round(0.01 / state.peek().simulation.dt))
  return [
    action(
      "run",
      "Run or pause",
      "Space",
      () => send({ kind: isRunning(state.peek()) ? "pause" : "run" }),
      canRun,
    ),
    action("step", "One step", ".", () => send({ kind: "step", n: 1 }), canStep),
    action(
      "step-10",
      "Ten milliseconds",
      "Shift+.",
      () => send({ kind: "step", n: tenMilliseconds() }),
      canStep,
    ),
    action("reset", "Back to time zero", "Home", () => send({ kind: "reset" }), canReset),
    action(
      "run-code",
      "Run this code now",
      "Ctrl+Enter",
      () => {
        code.flush()
        send({ kind: "run" })
      },
      isLinked,
    ),
    action(
      "faster",
      "Faster",
      "]",
      () => send({ kind: "speed", value: changedSpeed(state.peek(), 2) }),
      isLinked,
    ),
    action(
      "slower",
      "Slower",
      "[",
      () => send({ kind: "speed", value: changedSpeed(state.peek(), 0.5) }),
      isLinked,
    ),
    action("full-speed", "As fast as possible", "", () => send({ kind: "speed", value: null }), isLinked),
    action("real-time", "Real time", "", () => send({ kind: "speed", value: 1 }), isLinked),
    action("live", "Follow the live edge", "End", () => store.show({ lookingAt: null, looping: false })),
    action(
      "loop",
      "Look at the chosen seconds again and again",
      "",
      () => store.show({ looping: !state.peek().screen.looping }),
      (now) => now.screen.range !== null,
    ),
    action("restart", "Restart the simulator", "", () => send({ kind: "restart" }), isLinked),
    action("stop", "Stop the simulator", "", () => send({ kind: "stop" }), isLinked),
  ]
}

function changedSpeed({ simulation }: State, factor: number): number {
  return Math.min(FASTEST, Math.max(SLOWEST, (simulation.speed ?? FASTEST) * factor))
}
