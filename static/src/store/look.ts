/** How things look and move: the user's choice, or else the wish of the system. */
import { computed, effect, signal, type ReadonlySignal } from "@preact/signals"
import type { Screen } from "./state"

export interface Look {
  readonly dark: ReadonlySignal<boolean>
  /** True if nothing may move that is not a value. */
  readonly still: ReadonlySignal<boolean>
  readonly highContrast: ReadonlySignal<boolean>
}

/** Follow the screen's settings and the system's; writes them on `root` for the style sheets. */
export function createLook(screen: ReadonlySignal<Screen>, root: HTMLElement): Look {
  const systemDark = wish("(prefers-color-scheme: dark)")
  const systemStill = wish("(prefers-reduced-motion: reduce)")
  const choose = (chosen: string, yes: string, system: boolean) =>
    chosen === "system" ? system : chosen === yes
  const look: Look = {
    dark: computed(() => choose(screen.value.theme, "dark", systemDark.value)),
    still: computed(() => choose(screen.value.motion, "reduced", systemStill.value)),
    highContrast: wish("(prefers-contrast: more)"),
  }
  // An effect each: who follows `dark` reads colours from the style sheets, so this must come first,
  // and effects run in the order in which they began to follow the same thing.
  effect(() => {
    root.dataset["theme"] = look.dark.value ? "dark" : "light"
  })
  effect(() => {
    root.dataset["motion"] = look.still.value ? "reduced" : "full"
  })
  effect(() => root.style.setProperty("--code-size", `${screen.value.fontSize}px`))
  return look
}

function wish(query: string): ReadonlySignal<boolean> {
  const media = matchMedia(query)
  const answer = signal(media.matches)
  media.addEventListener("change", () => {
    answer.value = media.matches
  })
  return answer
}
