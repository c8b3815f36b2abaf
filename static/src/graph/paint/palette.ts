/** The colours of the graph, read from the style sheets when the theme changes. */

const NAMES = {
  canvas: "--canvas",
  grid: "--grid",
  panel: "--panel",
  text: "--text",
  muted: "--muted",
  line: "--line",
  lineStrong: "--line-strong",
  accent: "--accent",
  accentBg: "--accent-bg",
  onAccent: "--on-accent",
  nodeFill: "--node-fill",
  nodeLine: "--node-stroke",
  ensembleFill: "--ens-fill",
  ensembleLine: "--ens-stroke",
  dot: "--ens-dot",
  networkLine: "--net-line",
  edge: "--edge",
  inhibitory: "--inh",
  learning: "--learn",
  activity: "--act",
  halo: "--halo",
  haloStrength: "--halo-strength",
  sans: "--sans",
  mono: "--mono",
} as const

export type Palette = { readonly [name in keyof typeof NAMES]: string } & {
  /** Fill of open networks, by depth. */
  readonly networkFills: readonly string[]
}

/** The colours of the light theme, for what is printed, whichever is on. */
export function readLightPalette(root: HTMLElement): Palette {
  const { theme } = root.dataset
  // Nothing is painted between the two, so nobody sees it.
  root.dataset["theme"] = "light"
  try {
    return readPalette(root)
  } finally {
    if (theme !== undefined) root.dataset["theme"] = theme
  }
}

export function readPalette(root: Element): Palette {
  const style = getComputedStyle(root)
  const read = (name: string) => style.getPropertyValue(name).trim()
  const colours = Object.entries(NAMES).map(([key, name]) => [key, read(name)] as const)
  const networkFills = [1, 2, 3, 4].map((depth) => read(`--net-fill-${depth}`))
  return { ...(Object.fromEntries(colours) as Record<keyof typeof NAMES, string>), networkFills }
}
