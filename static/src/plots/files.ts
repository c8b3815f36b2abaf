/** Saves plots as files of the browser. */

import { csvOf, longCsvOf } from "../series/csv"
import type { TimeRange } from "../store/state"
import type { PlotHost } from "./host"
import type { Format } from "./kind"


/** Save one plot; nothing happens where it has nothing of that format. */
export async function savePlot(host: PlotHost, plot: string, name: string, format: Format): Promise<void> {
  const content = await contentOf(host, plot, format)
  if (content !== null) download(`${name}.${format}`, content)
}

/** Save all plots as one figure. */
export function saveFigure(host: PlotHost, name: string): void {
  const svg = host.figure()
  if (svg !== null) download(`${name}.svg`, svgBlob(svg))
}

/** Save the samples of all plots as one table, those of a range or all that are kept. */
export function saveTable(host: PlotHost, name: string, range: TimeRange | null): void {
  const { start, end } = range ?? { start: -Infinity, end: Infinity }
  const text = longCsvOf(host.tables(), start, end)
  download(`${name}.csv`, new Blob([text], { type: "text/csv" }))
}

/** Have the browser save a file where it saves all others. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // Not at once: some browsers only begin to read after the event.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Bytes that came as base 64. */
export function blobOf(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))])
}

async function contentOf(host: PlotHost, plot: string, format: Format): Promise<Blob | null> {
  if (format === "png") return host.png(plot)
  if (format === "svg") {
    const svg = host.svg(plot)
    return svg === null ? null : svgBlob(svg)
  }
  const samples = host.samples(plot)
  return samples && new Blob([csvOf(samples.table, samples.labels)], { type: "text/csv" })
}

function svgBlob(svg: string): Blob {
  return new Blob([svg], { type: "image/svg+xml" })
}
