/** Our icons: strokes on a 24 × 24 grid, in the colour of the text around them. */

const PATHS = {
  activity: "M3 12h4l3-8 4 16 3-8h4",
  back: "M15 5l-7 7 7 7",
  book: "M4 5a2 2 0 0 1 2-2h14v15H6a2 2 0 0 0-2 2zM4 20a2 2 0 0 0 2 2h14v-4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
  contrast: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  dock: "M4 5h16v14H4zM4 14h16",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  float: "M4 5h16v14H4zM12 12h6v5h-6z",
  freeze: "M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9",
  folder: "M3 6a1 1 0 0 1 1-1h5l2 2.5h9a1 1 0 0 1 1 1V18a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1z",
  graph: "M4 4h16v16H4zM9 4v16",
  help: "M9 9.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.1-1.5 2.4M12 18v.5",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.5M4 12h.5M4 18h.5",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  minus: "M5 12h14",
  more: "M5 12h.5M12 12h.5M19 12h.5",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  plot: "M4 4v16h16M7 15l4-5 3 3 5-7",
  plus: "M12 5v14M5 12h14",
  redo: "M15 5l5 5-5 5M20 10H10a6 6 0 0 0 0 12h2",
  reset: "M4 5v5h5M4.6 10a8 8 0 1 1-.6 4.5",
  run: "M7 4.5l12 7.5-12 7.5z",
  save: "M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
  spark: "M12 3l2.2 6.3L21 12l-6.8 2.7L12 21l-2.2-6.3L3 12l6.8-2.7z",
  step: "M6 5l9 7-9 7zM19 5v14",
  undo: "M9 5l-5 5 5 5M4 10h10a6 6 0 0 1 0 12h-2",
  warning: "M12 4L2.8 20h18.4zM12 10v5M12 17.5v.5",
} as const

export type IconName = keyof typeof PATHS

/** Icons whose shape is filled, so that it reads at a glance. */
const FILLED: readonly string[] = ["run", "step"]

/** An icon without meaning of its own: the button around it carries the name. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  const strong = name === "pause"
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={FILLED.includes(name) ? "currentColor" : "none"}
      stroke="currentColor"
      stroke-width={strong ? 3.5 : 1.75}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
      {name === "contrast" && <path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor" stroke="none" />}
    </svg>
  )
}
