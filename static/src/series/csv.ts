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

/** Samples of one of several things, and what it is called. */
export interface NamedTable {
  readonly name: string
  readonly kind: string
  readonly table: Table
  readonly labels: readonly string[]
}

/** Tables with times of their own as one: a row for each number, which says whose it is and when. */
export function longCsvOf(tables: readonly NamedTable[], start: number, end: number): string {
  const rows = ["time,object,plot,channel,value"]
  for (const { name, kind, table, labels } of tables) {
    const head = `${cell(name)},${cell(kind)}`
    table.times.forEach((time, i) => {
      if (time < start || time > end) return
      table.values.forEach((column, k) => rows.push(`${rounded(time)},${head},${cell(labels[k] ?? "")},${cell(String(column[i]))}`))
    })
  }
  return [...rows, ""].join("\r\n")
}

/** Simulated time counts steps, so digits below a microsecond are those of arithmetic. */
function rounded(time: number): number {
  return Math.round(time * 1e6) / 1e6
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
