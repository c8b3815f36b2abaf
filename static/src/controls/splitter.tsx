/** The line between two panes: to be dragged, or moved with the arrow keys. */

interface Props {
  /** How the line itself runs. */
  readonly direction: "vertical" | "horizontal"
  readonly label: string
  readonly value: number
  readonly low: number
  readonly high: number
  /** How much one press of an arrow key changes the value; 16 pixels unless said otherwise. */
  readonly step?: number
  /** The value for a pointer there. */
  readonly measure: (event: PointerEvent) => number
  readonly onChange: (value: number) => void
  /** Double click. */
  readonly onReset: () => void
}

export function Splitter({
  direction,
  label,
  value,
  low,
  high,
  step = 16,
  measure,
  onChange,
  onReset,
}: Props) {
  const clamp = (next: number) => onChange(Math.min(high, Math.max(low, next)))
  const drag = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement
    if (event.type === "pointerdown") handle.setPointerCapture(event.pointerId)
    else if (handle.hasPointerCapture(event.pointerId)) clamp(measure(event))
  }
  const key = (event: KeyboardEvent) => {
    const way = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1 }[event.key]
    if (way === undefined) return
    event.preventDefault()
    clamp(value + way * step)
  }
  return (
    <div
      class={`splitter ${direction}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction}
      aria-valuenow={Math.round((100 * (value - low)) / (high - low))}
      aria-valuemin={0}
      aria-valuemax={100}
      onPointerDown={drag}
      onPointerMove={drag}
      onDblClick={onReset}
      onKeyDown={key}
    />
  )
}
