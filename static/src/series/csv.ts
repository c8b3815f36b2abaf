/** The samples of a plot as a table that any program reads. */

/** Samples, or what takes their place, at some times. */
export interface Table {
  readonly times: readonly number[]
  /** One list for each column. */
  readonly values: readonly (readonly (number | string)[])[]
}

/** Comma-separated values: the time in seconds, then a column for each channel. */
export function csvOf({ times, values }: Table, labels: readonly string[]): string {
  const head = ["time", ...labels].map(cell).join(",")
  const rows = times.map((time, i) => [rounded(time), ...values.map((column) => cell(String(column[i])))].join(","))
  return [head, ...rows, ""].join("\r\n")
}

/** Simulated time counts steps, so digits below a microsecond are those of arithmetic. */
function rounded(time: number): number {
  return Math.round(time * 1e6) / 1e6
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
