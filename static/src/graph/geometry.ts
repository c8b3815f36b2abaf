/** Points, boxes and curves. Pure: everything here can be tested without a page. */

export interface Point {
  readonly x: number
  readonly y: number
}

/** A rectangle by its corner and size, y downwards. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A quadratic curve. */
export interface Curve {
  readonly from: Point
  readonly control: Point
  readonly to: Point
}

export function boxAround(centre: Point, width: number, height: number): Box {
  return { left: centre.x - width / 2, top: centre.y - height / 2, width, height }
}

export function centreOf(box: Box): Point {
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
}

export function grown(box: Box, margin: number): Box {
  return {
    left: box.left - margin,
    top: box.top - margin,
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  }
}

/** The smallest box around some others; null around none. */
export function union(boxes: Iterable<Box>): Box | null {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (const box of boxes) {
    left = Math.min(left, box.left)
    top = Math.min(top, box.top)
    right = Math.max(right, box.left + box.width)
    bottom = Math.max(bottom, box.top + box.height)
  }
  return left > right ? null : { left, top, width: right - left, height: bottom - top }
}

export function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  )
}

export function contains(box: Box, { x, y }: Point): boolean {
  return x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height
}

/** Whether one box lies within another; edges may touch. */
export function encloses(outer: Box, inner: Box): boolean {
  return (
    outer.left <= inner.left &&
    outer.top <= inner.top &&
    outer.left + outer.width >= inner.left + inner.width &&
    outer.top + outer.height >= inner.top + inner.height
  )
}

/** The box with these two corners, whichever they are. */
export function boxBetween(a: Point, b: Point): Box {
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  }
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

export function mix(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }
}

export function mixBoxes(a: Box, b: Box, share: number): Box {
  const between = (from: number, to: number) => from + (to - from) * share
  return {
    left: between(a.left, b.left),
    top: between(a.top, b.top),
    width: between(a.width, b.width),
    height: between(a.height, b.height),
  }
}

/** The point of a curve at a share of its way, 0 … 1. */
export function pointOn({ from, control, to }: Curve, share: number): Point {
  return mix(mix(from, control, share), mix(control, to, share), share)
}

/** Which way a curve runs there, as a vector of length one; to the right where it stands still. */
export function directionOn({ from, control, to }: Curve, share: number): Point {
  const a = mix(from, control, share)
  const b = mix(control, to, share)
  const length = distance(a, b)
  return length === 0 ? { x: 1, y: 0 } : { x: (b.x - a.x) / length, y: (b.y - a.y) / length }
}

/** A box that a curve does not leave. */
export function boxOfCurve({ from, control, to }: Curve): Box {
  const [left, right] = [Math.min(from.x, control.x, to.x), Math.max(from.x, control.x, to.x)]
  const [top, bottom] = [Math.min(from.y, control.y, to.y), Math.max(from.y, control.y, to.y)]
  return { left, top, width: right - left, height: bottom - top }
}

/** How far a point is from a curve, looked at in 24 places: enough for a pointer. */
export function distanceToCurve(curve: Curve, point: Point): number {
  let nearest = Infinity
  for (let i = 0; i <= 24; i++) nearest = Math.min(nearest, distance(pointOn(curve, i / 24), point))
  return nearest
}

/** A curve from one centre to another that leaves the straight line by `bend` of their distance. */
export function curveBetween(from: Point, to: Point, bend: number): Curve {
  const middle = mix(from, to, 0.5)
  const control = { x: middle.x - (to.y - from.y) * bend, y: middle.y + (to.x - from.x) * bend }
  return { from, control, to }
}

/** Where the ray from a circle's centre towards a point leaves the circle. */
export function edgeOfCircle(centre: Point, radius: number, towards: Point): Point {
  const length = distance(centre, towards)
  return length === 0 ? { x: centre.x + radius, y: centre.y } : mix(centre, towards, radius / length)
}

/** Where the ray from a box's centre towards a point leaves the box. */
export function edgeOfBox(box: Box, towards: Point): Point {
  const centre = centreOf(box)
  const dx = towards.x - centre.x
  const dy = towards.y - centre.y
  const share = Math.min(box.width / 2 / Math.abs(dx), box.height / 2 / Math.abs(dy))
  return Number.isFinite(share) ? mix(centre, towards, share) : { x: box.left + box.width, y: centre.y }
}

/** A curve as the text of an SVG path. */
export function edgePath({ from, control, to }: Curve): string {
  const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`
  return `M ${at(from)} Q ${at(control)} ${at(to)}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
