/** The layer of the stage that moves with time: rates, halos, neurons that speak. */
import type { Hub } from "../series/hub"
import type { Camera } from "./camera"
import { visibleBox } from "./camera"
import type { Size } from "./cameraman"
import { grown, overlap } from "./geometry"
import { drawHalo, drawPulse, haloSprite, type Pulse } from "./paint/activity"
import type { Palette } from "./paint/palette"
import type { Scene } from "./scene"
import { fitCanvas } from "./still"

/** Milliseconds between pictures: faster is not seen, and costs. Beyond a crowd of objects, fewer. */
const INTERVAL = 33
const CROWDED_INTERVAL = 100
const CROWD = 2000
/** Milliseconds in which a halo fades to a third. */
const FADE = 120
/** Milliseconds in which a ring follows a new rate two thirds of the way. */
const FOLLOW = 60
/** Reach of a halo beyond the box of its object. */
const REACH = 30

export interface LiveView {
  readonly scene: Scene
  readonly camera: Camera
  readonly size: Size
  readonly palette: Palette
  readonly weight: number
  readonly ratio: number
  /** Nothing may move that is not a value: no halo. */
  readonly still: boolean
}

export class LiveLayer {
  readonly canvas = document.createElement("canvas")
  private readonly ctx = this.canvas.getContext("2d") as CanvasRenderingContext2D
  private levels = new Float32Array(0)
  private glow = new Float32Array(0)
  private sprite: { colour: string; image: HTMLCanvasElement } | null = null
  private drawnAt = -Infinity
  private followedAt = -Infinity
  private version = -1

  constructor(private readonly hub: Hub) {}

  /** Draw if something changed or still fades. Returns true while it does. */
  draw(view: LiveView, fresh: boolean, now: number): boolean {
    const news = this.hub.activity.version + this.hub.dots.version !== this.version
    if (!fresh && !news && !this.fades()) return false
    if (!fresh && now - this.drawnAt < intervalFor(view.scene)) return true
    this.drawnAt = now
    this.version = this.hub.activity.version + this.hub.dots.version
    this.follow(view.scene, now)
    this.paint(view)
    return this.fades()
  }

  clear(): void {
    this.ctx.setTransform(1, 0, 0, 1, 0, 0)
    this.ctx.clearRect(0, 0, this.canvas.width, this.canvas.height)
  }

  /** Let rings and halos follow the newest bytes. */
  private follow(scene: Scene, now: number): void {
    const { values } = this.hub.activity
    const elapsed = Math.min(200, now - this.followedAt)
    this.followedAt = now
    const n = Math.max(0, ...[...scene.items.values()].map((item) => item.index + 1))
    if (this.levels.length !== n) {
      this.levels = new Float32Array(n)
      this.glow = new Float32Array(n)
    }
    const [nearer, kept] = [1 - Math.exp(-elapsed / FOLLOW), Math.exp(-elapsed / FADE)]
    for (const { index, object } of scene.items.values()) {
      const value = (values[index] ?? (object.kind === "node" ? 128 : 0)) / 255
      const level = this.levels[index] ?? 0
      this.levels[index] = Math.abs(value - level) < 0.004 ? value : level + (value - level) * nearer
      this.glow[index] = Math.max(value, (this.glow[index] ?? 0) * kept)
    }
  }

  private fades(): boolean {
    const { values } = this.hub.activity
    return this.levels.some(
      (level, i) => values[i] !== undefined && Math.abs(level - values[i] / 255) > 0.004,
    )
  }

  private paint({ scene, camera, size, palette, weight, ratio, still }: LiveView): void {
    fitCanvas(this.canvas, size.width, size.height, ratio)
    this.clear()
    const { ctx } = this
    const scale = camera.zoom * ratio
    ctx.setTransform(scale, 0, 0, scale, camera.x * ratio, camera.y * ratio)
    const brush = { ctx, palette, zoom: camera.zoom, weight }
    const seen = visibleBox(camera, size.width, size.height)
    const pulse: Pulse = { levels: this.levels, glow: this.glow, dots: this.hub.dots.values }
    const items = [...scene.items.values()].filter((item) => overlap(grown(item.box, REACH), seen))
    const halo = this.halo(palette.halo)
    if (!still) for (const item of items) drawHalo(brush, item, this.glow[item.index] ?? 0, halo)
    for (const item of items) drawPulse(brush, item, pulse)
  }

  private halo(colour: string): HTMLCanvasElement {
    if (this.sprite?.colour !== colour) this.sprite = { colour, image: haloSprite(colour) }
    return this.sprite.image
  }
}

function intervalFor({ items }: Scene): number {
  return items.size > CROWD ? CROWDED_INTERVAL : INTERVAL
}
