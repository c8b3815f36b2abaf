/** Draws a small chart. What can be pointed at says its name and value. */
import { barsOf, CHART, frameOf, pathOf, pointsOf, xTicks, yTicks, type Frame } from "../plots/chart"
import { N_SERIES } from "../plots/theme"
import type { Chart, Series } from "../protocol/generated"

/** Sides of a point, of the first series and of others: those come in front. */
const [SMALL, LARGE] = [2, 3.5]

export function ChartPicture({ chart }: { readonly chart: Chart }) {
  const frame = frameOf(chart)
  const isCrowd = chart.series.length > N_SERIES
  return (
    <figure class="chart">
      <figcaption>
        <strong>{chart.title}</strong>
        {chart.note !== "" && <small>{chart.note}</small>}
      </figcaption>
      <svg viewBox={`0 0 ${CHART.width} ${CHART.height}`} role="img" aria-label={spoken(chart)}>
        <Axes chart={chart} frame={frame} />
        <g class={`chart-${chart.form} ${isCrowd ? "crowd" : ""}`}>
          {chart.series.map((series, k) => (
            <Drawn key={k} chart={chart} series={series} frame={frame} position={k} colour={colourOf(chart, k)} />
          ))}
        </g>
      </svg>
      {!isCrowd && chart.series.length > 1 && <ChartLegend chart={chart} />}
    </figure>
  )
}

function Axes({ chart, frame }: { readonly chart: Chart; readonly frame: Frame }) {
  const [bottom, right] = [CHART.height - CHART.bottom, CHART.width - CHART.right]
  return (
    <g class="chart-axes">
      {yTicks(frame).map(({ at, text }) => (
        <g key={text}>
          <line x1={CHART.left} x2={right} y1={at} y2={at} />
          <text x={CHART.left - 5} y={at} dy="0.35em" text-anchor="end">
            {text}
          </text>
        </g>
      ))}
      {xTicks(chart, frame).map(({ at, text }) => (
        <text key={`${at}`} x={at} y={bottom + 13} text-anchor="middle">
          {text}
        </text>
      ))}
      <text class="chart-axis" x={right} y={CHART.height - 5} text-anchor="end">
        {[chart.y, chart.x].filter(Boolean).join(" over ")}
      </text>
    </g>
  )
}

interface DrawnProps {
  readonly chart: Chart
  readonly series: Series
  readonly frame: Frame
  readonly position: number
  readonly colour: string
}

function Drawn({ chart, series, frame, position, colour }: DrawnProps) {
  const title = <title>{series.name}</title>
  switch (chart.form) {
    case "lines":
      return (
        <path
          d={pathOf(chart, series, frame)}
          fill="none"
          stroke={colour}
          stroke-dasharray={series.wished ? "4 3" : undefined}
        >
          {title}
        </path>
      )
    case "points":
      return <path d={pointsOf(chart, series, frame, position === 0 ? SMALL : LARGE)} fill={colour} />
    case "bars":
      return (
        <>
          {barsOf(chart, series, frame).map(({ text, ...box }) => (
            <rect key={box.x} {...box} fill={colour}>
              <title>{text}</title>
            </rect>
          ))}
        </>
      )
  }
}

function ChartLegend({ chart }: { readonly chart: Chart }) {
  return (
    <ul class="chart-legend">
      {chart.series.map(({ name, wished }, k) => (
        <li key={name}>
          <i class={wished ? "wished" : ""} style={{ color: colourOf(chart, k) }} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  )
}

/** What should be has the colour of what is, just before it. */
function colourOf({ series, form }: Chart, k: number): string {
  if (series.length > N_SERIES) return "var(--s1)"
  if (form === "points") return k === 0 ? "var(--muted)" : "var(--s2)"
  const position = series.slice(0, k + 1).filter(({ wished }) => !wished).length - 1
  return `var(--s${(Math.max(0, position) % N_SERIES) + 1})`
}

/** The chart in a sentence, for those who do not see it. */
function spoken({ title, series, x, y }: Chart): string {
  const ys = series.flatMap((each) => each.ys)
  const count = series.length === 1 ? `${ys.length} values` : `${series.length} lines`
  const range = ys.length === 0 ? "" : `, from ${Math.min(...ys)} to ${Math.max(...ys)}`
  return `${title}: ${[y, x].filter(Boolean).join(" over ")}, ${count}${range}`
}
