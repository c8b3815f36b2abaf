/** Finds room for the card of a new plot. Pure. */
import { type Box, centreOf, contains, distance, overlap } from "./geometry"

/** Between a card and its object, and between cards. */
const GAP = 24

/**
 * Where to put a card of this size near a box: clear of `taken`, and within `view` if that can be.
 *
 * Below is best, as in the pictures of our examples; then the right, the left, above, then further
 * away in rings.
 */
export function spotNear(
  near: Box,
  size: { readonly width: number; readonly height: number },
  taken: readonly Box[],
  view: Box,
): Box {
  const spots = candidates(near, size)
  const free = spots.filter((spot) => !taken.some((box) => overlap(box, spot)))
  return free.find((spot) => holds(view, spot)) ?? free[0] ?? (spots[0] as Box)
}

function holds(view: Box, { left, top, width, height }: Box): boolean {
  return contains(view, { x: left, y: top }) && contains(view, { x: left + width, y: top + height })
}

function candidates(near: Box, size: { readonly width: number; readonly height: number }): readonly Box[] {
  const { x, y } = centreOf(near)
  const right = near.left + near.width + GAP
  const below = near.top + near.height + GAP
  const close = [
    { left: x - size.width / 2, top: below },
    { left: right, top: y - size.height / 2 },
    { left: near.left - GAP - size.width, top: y - size.height / 2 },
    { left: x - size.width / 2, top: near.top - GAP - size.height },
  ]
  const far: { left: number; top: number }[] = []
  for (let column = -6; column <= 6; column++) {
    for (let row = -6; row <= 6; row++) {
      const left = x - size.width / 2 + column * ((size.width + GAP) / 2)
      far.push({ left, top: below + row * ((size.height + GAP) / 2) })
    }
  }
  const away = (spot: { left: number; top: number }) => distance(centreOf({ ...spot, ...size }), { x, y })
  far.sort((a, b) => away(a) - away(b))
  return [...close, ...far].map((spot) => ({ ...spot, ...size }))
}
