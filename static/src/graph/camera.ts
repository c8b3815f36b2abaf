/** Which part of the graph the stage shows, and how large. Pure. */
import type { Box, Point } from "./geometry"

/** A point of the graph appears at `zoom * point + (x, y)`, in CSS pixels of the stage. */
export interface Camera {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

export const SMALLEST_ZOOM = 0.02
export const LARGEST_ZOOM = 4

export const HOME: Camera = { zoom: 1, x: 0, y: 0 }

export function toScreen(camera: Camera, point: Point): Point {
  return { x: point.x * camera.zoom + camera.x, y: point.y * camera.zoom + camera.y }
}

export function toGraph(camera: Camera, point: Point): Point {
  return { x: (point.x - camera.x) / camera.zoom, y: (point.y - camera.y) / camera.zoom }
}

export function boxToScreen(camera: Camera, box: Box): Box {
  return {
    left: box.left * camera.zoom + camera.x,
    top: box.top * camera.zoom + camera.y,
    width: box.width * camera.zoom,
    height: box.height * camera.zoom,
  }
}

/** The part of the graph that a stage of this size shows. */
export function visibleBox(camera: Camera, width: number, height: number): Box {
  const { x: left, y: top } = toGraph(camera, { x: 0, y: 0 })
  return { left, top, width: width / camera.zoom, height: height / camera.zoom }
}

export function panned(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x + dx, y: camera.y + dy }
}

/** Zoom so that the point of the graph under `at` stays under it. */
export function zoomedAt(camera: Camera, at: Point, factor: number): Camera {
  const zoom = clampZoom(camera.zoom * factor)
  const point = toGraph(camera, at)
  return { zoom, x: at.x - point.x * zoom, y: at.y - point.y * zoom }
}

/** The camera that shows a box in the middle of a stage, not larger than `largest`. */
export function fitted(box: Box, width: number, height: number, margin: number, largest = 1.25): Camera {
  const room = Math.min((width - 2 * margin) / box.width, (height - 2 * margin) / box.height)
  return centred(box, width, height, clampZoom(Math.min(room, largest)))
}

/** The camera that shows a box in the middle of a stage at a zoom. */
export function centred(box: Box, width: number, height: number, zoom: number): Camera {
  return {
    zoom,
    x: width / 2 - (box.left + box.width / 2) * zoom,
    y: height / 2 - (box.top + box.height / 2) * zoom,
  }
}

/** The camera a share of the way from one to another, zooming evenly to the eye. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const zoom = from.zoom * (to.zoom / from.zoom) ** share
  return { zoom, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

function clampZoom(zoom: number): number {
  return Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, zoom))
}
