/** Draws connections: the end, the dashes and the colour of a line say what it does. */
import { type Curve, directionOn, distance, mix, type Point, pointOn } from "../geometry"
import { diamondOf, LOOP_RADIUS, type Wire } from "../wires"
import { type Brush, circle, FAR, steadySize, type Context } from "./brush"

const ARROW = 9
const FAR_WIDTH = 1.75
const BAR = { width: 3, length: 14 } as const
const DASHES = [6, 4]
const DOTS = [1.5, 4]
/** Half the distance between the two strokes of a line that ends at neurons. */
const DOUBLE = 2

export function drawWire(brush: Brush, wire: Wire, highlighted = false): void {
  const { ctx } = brush
  const colour = highlighted ? brush.palette.accent : colourOf(brush, wire)
  ctx.strokeStyle = colour
  ctx.fillStyle = colour
  ctx.lineWidth = (wire.width + (highlighted ? 1 : 0)) * brush.weight
  ctx.lineCap = "butt"
  if (brush.zoom < FAR) return strokeStraight(brush, wire)
  strokeLine(brush, wire)
  drawEnd(brush, wire)
  if (wire.kind === "learning") drawDiamond(brush, wire)
  if (wire.connections.length > 1) drawCount(brush, wire, colour)
}

/** The dotted line from an object to the card of its plot. */
export function drawLeader({ ctx, palette, zoom }: Brush, from: Point, to: Point): void {
  ctx.strokeStyle = palette.edge
  ctx.lineWidth = 1 / zoom
  ctx.setLineDash([2 / zoom, 4 / zoom])
  ctx.globalAlpha = 0.75
  ctx.beginPath()
  ctx.moveTo(from.x, from.y)
  ctx.lineTo(to.x, to.y)
  ctx.stroke()
  ctx.globalAlpha = 1
  ctx.setLineDash([])
}

function colourOf({ palette }: Brush, { kind }: Wire): string {
  switch (kind) {
    case "inhibitory":
      return palette.inhibitory
    case "learning":
    case "error":
      return palette.learning
    case "default":
      return palette.edge
  }
}

/** Lines seen from afar: straight, and all of one colour in one stroke, as there may be thousands. */
export function drawFarWires(brush: Brush, wires: readonly Wire[]): void {
  const { ctx } = brush
  const byColour = new Map<string, Wire[]>()
  for (const wire of wires) {
    if (wire.loop !== null) continue
    const colour = colourOf(brush, wire)
    const group = byColour.get(colour)
    if (group === undefined) byColour.set(colour, [wire])
    else group.push(wire)
  }
  for (const [colour, group] of byColour) {
    ctx.strokeStyle = colour
    ctx.lineWidth = FAR_WIDTH * brush.weight
    ctx.beginPath()
    for (const { curve } of group) {
      ctx.moveTo(curve.from.x, curve.from.y)
      ctx.lineTo(curve.to.x, curve.to.y)
    }
    ctx.stroke()
  }
}

function strokeStraight({ ctx }: Brush, { curve, loop }: Wire): void {
  if (loop !== null) return
  ctx.beginPath()
  ctx.moveTo(curve.from.x, curve.from.y)
  ctx.lineTo(curve.to.x, curve.to.y)
  ctx.stroke()
}

function strokeLine({ ctx, weight }: Brush, wire: Wire): void {
  ctx.setLineDash(wire.kind === "learning" ? DASHES : wire.kind === "error" ? DOTS : [])
  if (wire.loop !== null) {
    ctx.beginPath()
    ctx.arc(wire.loop.centre.x, wire.loop.centre.y, LOOP_RADIUS, wire.loop.start, wire.loop.end - 0.35)
    ctx.stroke()
  } else if (wire.toNeurons) {
    ctx.lineWidth = 1.25 * weight
    trace(ctx, beside(shortOfEnd(wire), DOUBLE))
    trace(ctx, beside(shortOfEnd(wire), -DOUBLE))
  } else {
    trace(ctx, shortOfEnd(wire))
  }
  ctx.setLineDash([])
}

function trace(ctx: Context, { from, control, to }: Curve): void {
  ctx.beginPath()
  ctx.moveTo(from.x, from.y)
  ctx.quadraticCurveTo(control.x, control.y, to.x, to.y)
  ctx.stroke()
}

/** A thick line would show through the tip of its arrow, so it ends a little before. */
function shortOfEnd({ curve, kind }: Wire): Curve {
  if (kind === "inhibitory" || kind === "error") return curve
  const last = distance(curve.control, curve.to)
  return { ...curve, to: mix(curve.to, curve.control, Math.min(0.5, (ARROW - 2) / Math.max(1, last))) }
}

function beside({ from, control, to }: Curve, by: number): Curve {
  const { x, y } = directionOn({ from, control, to }, 0.5)
  const moved = (point: Point) => ({ x: point.x - y * by, y: point.y + x * by })
  return { from: moved(from), control: moved(control), to: moved(to) }
}

function drawEnd(brush: Brush, { kind, curve, loop }: Wire): void {
  const tip = curve.to
  const way = loop === null ? directionOn(curve, 1) : loopDirection(loop.end)
  if (kind === "inhibitory") drawBar(brush, tip, way)
  else if (kind === "error") drawDot(brush, tip)
  else drawArrow(brush, tip, way)
}

function loopDirection(angle: number): Point {
  // A little into the circle, so that the head follows the bend behind it.
  return { x: -Math.sin(angle - 0.3), y: Math.cos(angle - 0.3) }
}

function drawArrow({ ctx }: Brush, tip: Point, { x, y }: Point): void {
  const half = ARROW * 0.42
  ctx.beginPath()
  ctx.moveTo(tip.x, tip.y)
  ctx.lineTo(tip.x - x * ARROW - y * half, tip.y - y * ARROW + x * half)
  ctx.lineTo(tip.x - x * ARROW + y * half, tip.y - y * ARROW - x * half)
  ctx.closePath()
  ctx.fill()
}

function drawBar({ ctx, weight }: Brush, tip: Point, { x, y }: Point): void {
  const half = BAR.length / 2
  ctx.lineWidth = BAR.width * weight
  ctx.beginPath()
  ctx.moveTo(tip.x - y * half, tip.y + x * half)
  ctx.lineTo(tip.x + y * half, tip.y - x * half)
  ctx.stroke()
}

function drawDot({ ctx }: Brush, at: Point): void {
  circle(ctx, at, 4)
  ctx.fill()
}

function drawDiamond(brush: Brush, wire: Wire): void {
  const { ctx, palette } = brush
  const { x, y } = diamondOf(wire)
  const reach = 8
  ctx.beginPath()
  ctx.moveTo(x, y - reach)
  ctx.lineTo(x + reach, y)
  ctx.lineTo(x, y + reach)
  ctx.lineTo(x - reach, y)
  ctx.closePath()
  ctx.fill()
  if (brush.zoom < 0.6) return
  ctx.font = `600 ${steadySize(brush, 11)}px ${palette.sans}`
  ctx.textAlign = "left"
  ctx.textBaseline = "bottom"
  ctx.fillText(ruleNames(wire), x + 10, y - 4)
}

export function ruleNames(wire: Wire): string {
  return [...new Set(wire.connections.flatMap((each) => each.learning_rules))].join(", ")
}

/** How many connections a bundle stands for. */
function drawCount({ ctx, palette }: Brush, wire: Wire, colour: string): void {
  const { x, y } =
    wire.loop === null
      ? pointOn(wire.curve, 0.42)
      : { ...wire.loop.centre, y: wire.loop.centre.y - LOOP_RADIUS }
  const text = String(wire.connections.length)
  ctx.font = `500 10px ${palette.mono}`
  const width = ctx.measureText(text).width + 8
  ctx.beginPath()
  ctx.roundRect(x - width / 2, y - 7, width, 14, 7)
  ctx.fillStyle = palette.panel
  ctx.fill()
  ctx.strokeStyle = colour
  ctx.lineWidth = 1
  ctx.stroke()
  ctx.fillStyle = palette.text
  ctx.textAlign = "center"
  ctx.textBaseline = "middle"
  ctx.fillText(text, x, y + 0.5)
}
