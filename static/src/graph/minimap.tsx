/**
 * The whole graph in a corner, with a frame around what the stage shows; drag the frame to go there.
 *
 * It is there only while some of the graph is out of sight.
 */
import { useComputed, useSignalEffect } from "@preact/signals"
import { useRef } from "preact/hooks"
import { type Camera, centred, toGraph, visibleBox } from "./camera"
import { type Box, encloses, grown, union } from "./geometry"
import { type Palette, readPalette } from "./paint/palette"
import type { Scene } from "./scene"
import { isRound } from "./shapes"
import type { Stage } from "./stage"
import { fitCanvas } from "./still"

const WIDTH = 140
const HEIGHT = 86
const MARGIN = 8
/** Nothing is drawn smaller than this, in pixels. */
const SPECK = 2

export function Minimap({ stage }: { readonly stage: Stage }) {
  const helps = useComputed(() => isPartlyHidden(stage))
  return helps.value ? <Picture stage={stage} /> : null
}

function isPartlyHidden(stage: Stage): boolean {
  const { width, height } = stage.size.value
  const seen = visibleBox(stage.camera.value, width, height)
  const all = stage.bounds.value
  return all !== null && !encloses(seen, all)
}

function Picture({ stage }: { readonly stage: Stage }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const objects = useRef<Objects | null>(null)
  useSignalEffect(() => {
    if (canvas.current === null) return
    objects.current = objectsFor(stage, objects.current)
    draw(canvas.current, stage, objects.current)
  })
  const follow = (event: PointerEvent) => {
    if (event.buttons !== 1 || canvas.current === null) return
    canvas.current.setPointerCapture(event.pointerId)
    const { left, top } = canvas.current.getBoundingClientRect()
    const at = { x: event.clientX - left, y: event.clientY - top }
    stage.cameraman.centre(toGraph(cameraOf(stage), at))
  }
  return (
    <div class="minimap" data-own>
      <canvas ref={canvas} aria-hidden="true" onPointerDown={follow} onPointerMove={follow} />
    </div>
  )
}

function contentBox(stage: Stage): Box {
  const { width, height } = stage.size.value
  const seen = visibleBox(stage.camera.value, width, height)
  const all = stage.bounds.value
  return grown(union(all ? [all, seen] : [seen]) as Box, 1)
}

function cameraOf(stage: Stage): Camera {
  const box = contentBox(stage)
  const zoom = Math.min((WIDTH - 2 * MARGIN) / box.width, (HEIGHT - 2 * MARGIN) / box.height)
  return centred(box, WIDTH, HEIGHT, zoom)
}

/** A picture of all objects, and what it was made of: while that stays, it need not be drawn anew. */
interface Objects {
  readonly scene: Scene
  readonly camera: Camera
  readonly dark: boolean
  readonly palette: Palette
  readonly image: HTMLCanvasElement
}

function objectsFor(stage: Stage, before: Objects | null): Objects {
  const [scene, camera, dark] = [stage.scene.value, cameraOf(stage), stage.look.dark.value]
  const isSame =
    before?.scene === scene && before.dark === dark && camera.zoom === before.camera.zoom &&
    camera.x === before.camera.x && camera.y === before.camera.y
  if (isSame) return before
  const palette = readPalette(document.documentElement)
  const image = document.createElement("canvas")
  drawObjects(image, scene, camera, palette)
  return { scene, camera, dark, palette, image }
}

function drawObjects(canvas: HTMLCanvasElement, scene: Scene, camera: Camera, palette: Palette): void {
  const ctx = canvas.getContext("2d") as CanvasRenderingContext2D
  fitCanvas(canvas, WIDTH, HEIGHT, devicePixelRatio)
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  for (const { object, box, open } of scene.items.values()) {
    const side = Math.max(SPECK, box.width * camera.zoom)
    const [x, y] = [box.left * camera.zoom + camera.x, box.top * camera.zoom + camera.y]
    ctx.beginPath()
    if (isRound(object) && !open) ctx.arc(x + side / 2, y + side / 2, side / 2, 0, 2 * Math.PI)
    else ctx.rect(x, y, side, Math.max(SPECK, box.height * camera.zoom))
    ctx.fillStyle = ctx.strokeStyle = palette.networkLine
    if (open) ctx.stroke()
    else ctx.fill()
  }
}

/** The objects, and a frame around what the stage shows of them. */
function draw(canvas: HTMLCanvasElement, stage: Stage, { image, camera, palette }: Objects): void {
  const ctx = canvas.getContext("2d") as CanvasRenderingContext2D
  fitCanvas(canvas, WIDTH, HEIGHT, devicePixelRatio)
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  ctx.clearRect(0, 0, WIDTH, HEIGHT)
  ctx.drawImage(image, 0, 0, WIDTH, HEIGHT)
  const { width, height } = stage.size.value
  const seen = visibleBox(stage.camera.value, width, height)
  ctx.strokeStyle = palette.accent
  ctx.lineWidth = 1.5
  ctx.strokeRect(
    seen.left * camera.zoom + camera.x,
    seen.top * camera.zoom + camera.y,
    seen.width * camera.zoom,
    seen.height * camera.zoom,
  )
}
