/** What canvases need to know of the style sheets: a canvas cannot use CSS variables itself. */

/** Lines of a plot that are told apart by colour. */
export const N_SERIES = 8

export interface Theme {
  /** Colours of lines, in the order in which they are given out. */
  readonly series: readonly string[]
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly panel: string
  /** Font of numerals, ready for a canvas context but for the size. */
  readonly numerals: string
  /** Width of lines in CSS pixels. */
  readonly stroke: number
  /** Whether lines also differ by dashes, for people who asked for more contrast. */
  readonly dashed: boolean
}

/** Read the theme that is on at the moment. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise
  const highContrast = matchMedia("(prefers-contrast: more)").matches
  return {
    series: Array.from({ length: N_SERIES }, (_, k) => token(`--s${k + 1}`, "currentcolor")),
    text: token("--text", "canvastext"),
    muted: token("--muted", "canvastext"),
    line: token("--line", "graytext"),
    panel: token("--panel", "canvas"),
    numerals: token("--mono", "monospace"),
    stroke: highContrast ? 2.5 : 1.5,
    dashed: highContrast,
  }
}

/** Read the light theme, for what is printed, whichever is on. */
export function readLightTheme(): Theme {
  const root = document.documentElement
  const { theme } = root.dataset
  // Nothing is painted between the two, so nobody sees it.
  root.dataset["theme"] = "light"
  try {
    return readTheme()
  } finally {
    if (theme !== undefined) root.dataset["theme"] = theme
  }
}

/** Colour of a line; beyond the last they begin again. */
export function seriesColour(theme: Theme, position: number): string {
  return theme.series[position % theme.series.length]!
}
