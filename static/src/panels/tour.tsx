/** Five steps through the screen for those who see it for the first time; never in the way of others. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks"
import { useSignal } from "@preact/signals"
import type { Registry } from "../actions/registry"
import { spelled } from "../actions/keys"
import { usePart } from "../store/parts"
import type { Store } from "../store/store"

interface Step {
  /** What it is about, as a selector: the first of these that can be seen. */
  readonly about: readonly string[]
  readonly title: string
  readonly text: string
}

export const STEPS: readonly Step[] = [
  {
    about: [".stage"],
    title: "This is the model",
    text: "Circles are ensembles of neurons, squares are Nodes, lines are connections. Drag the ground to move, turn the wheel to zoom.",
  },
  {
    about: [".run-controls"],
    title: "Let time pass",
    text: "Press play. The graph itself shows activity: each dot is a neuron, the ring around an ensemble is its rate.",
  },
  {
    about: ['.stage [role="treeitem"]', ".stage"],
    title: "Look closer",
    text: "Select an object and press V for its value, R for its spikes, S for a slider. Right click it for everything else.",
  },
  {
    about: [".code-side", '[aria-label="Show or hide the code"]'],
    title: "The code is the document",
    text: "Type, and the graph follows while the last good model keeps running. Numbers can be dragged; mistakes are told at their line.",
  },
  {
    about: [".search"],
    title: "Everything has a name",
    text: `Press ${spelled("Ctrl+K", false)} to find commands, objects and examples, and ? for all keys. Every change can be undone.`,
  },
]

/** Pixels between a step and what it is about, and from the edge of the window. */
const GAP = 12
/** From the lower edge of what fills the window: there the least is hidden. */
const ROOM = 80
const SIZE = { width: 320, height: 170 } as const

export function Tour({ store, registry }: { readonly store: Store; readonly registry: Registry }) {
  const at = usePart(store.state, (state) => state.screen.tour)
  const step = at === null ? undefined : STEPS[at]
  if (at === null || step === undefined) return <Invitation store={store} registry={registry} />
  return <Shown store={store} at={at} step={step} />
}

/** Asked once; whatever is answered is remembered. */
function Invitation({ store, registry }: { readonly store: Store; readonly registry: Registry }) {
  const isFirst = usePart(
    store.state,
    ({ screen, file }) => !screen.toured && file !== null && screen.preset !== "present",
  )
  if (!isFirst) return null
  return (
    <aside class="invitation" aria-label="Tour" data-own>
      <span>New here? Five steps show you around.</span>
      <button type="button" class="button small primary" onClick={() => registry.run("tour")}>
        Show me
      </button>
      <button type="button" class="button small" onClick={() => store.show({ toured: true })}>
        No, thanks
      </button>
    </aside>
  )
}

function Shown({ store, at, step }: { readonly store: Store; readonly at: number; readonly step: Step }) {
  const box = useSignal(boxOf(step))
  const next = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const measure = () => {
      box.value = boxOf(step)
    }
    measure()
    next.current?.focus()
    addEventListener("resize", measure)
    return () => removeEventListener("resize", measure)
  }, [step])
  const end = () => store.show({ tour: null, toured: true })
  const go = (to: number) => (STEPS[to] === undefined ? end() : store.show({ tour: to }))
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const way = { Escape: end, ArrowRight: () => go(at + 1), ArrowLeft: () => go(Math.max(0, at - 1)) }[event.key]
      if (way === undefined) return
      event.preventDefault()
      event.stopPropagation()
      way()
    }
    addEventListener("keydown", onKey, true)
    return () => removeEventListener("keydown", onKey, true)
  }, [at])
  const { left, top, width, height } = box.value
  return (
    <>
      <div
        class="tour-light"
        aria-hidden="true"
        style={{ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }}
      />
      <section class="tour popover" role="dialog" aria-label="Tour" aria-describedby="tour-text" style={placeFor(box.value)}>
        <h2>{step.title}</h2>
        <p id="tour-text">{step.text}</p>
        <footer>
          <small>
            {at + 1} of {STEPS.length}
          </small>
          <button type="button" class="text-button" onClick={end}>
            Skip
          </button>
          {at > 0 && (
            <button type="button" class="button small" onClick={() => go(at - 1)}>
              Back
            </button>
          )}
          <button type="button" class="button small primary" ref={next} onClick={() => go(at + 1)}>
            {at === STEPS.length - 1 ? "Done" : "Next"}
          </button>
        </footer>
      </section>
    </>
  )
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

function boxOf({ about }: Step): Box {
  for (const selector of about) {
    const box = document.querySelector(selector)?.getBoundingClientRect()
    if (box !== undefined && box.width > 0) return box
  }
  return { left: innerWidth / 2, top: innerHeight / 2, width: 0, height: 0 }
}

/** Below what it is about, or above; inside, where that fills the window; never beyond the edge. */
export function placeFor({ left, top, width, height }: Box): { left: string; top: string } {
  const below = top + height + GAP
  const above = top - SIZE.height - GAP
  const y = below + SIZE.height < innerHeight ? below : above > 0 ? above : top + height - SIZE.height - ROOM
  const x = Math.min(Math.max(GAP, left + width / 2 - SIZE.width / 2), innerWidth - SIZE.width - GAP)
  return { left: `${x}px`, top: `${Math.max(GAP, y)}px` }
}
