/** Keeps the two canvases of the stage up to date: at most once per animation frame, if needed. */
import { effect } from "@preact/signals"
import type { Hub } from "../series/hub"
import type { Scheduler } from "../series/scheduler"
import { part } from "../store/parts"
import { networksAround, streamOf } from "../store/select"
import type { State } from "../store/state"
import type { Camera } from "./camera"
import { LiveLayer } from "./live"
import { type Palette, readPalette } from "./paint/palette"
import type { StillView } from "./paint/picture"
import type { Stage } from "./stage"
import { StillLayer } from "./still"

/** Strokes are thicker by this factor where more contrast is asked for. */
const HEAVY = 1.45
/** Between the dots of the ground, in pixels at zoom 1. */
const GRID = 24

export class GraphView {
  private readonly still = new StillLayer()
  private readonly live: LiveLayer
  private palette: Palette
  private stale = true
  private camera: Camera | null = null
  private readonly ends: (() => void)[] = []

  /** Put the canvases into `element`, which fills the stage. */
  constructor(
    private readonly stage: Stage,
    hub: Hub,
    private readonly scheduler: Scheduler,
    element: HTMLElement,
  ) {
    this.live = new LiveLayer(hub)
    this.palette = readPalette(document.documentElement)
    element.append(this.still.canvas, this.live.canvas)
    this.ends.push(
      scheduler.add((now) => this.draw(now)),
      this.watch(element),
      this.measure(element),
    )
    // Text on a canvas does not wait for its font by itself.
    void document.fonts.load("500 12px 'Inter Variable'").then(() => this.refresh())
    void document.fonts.load("600 12px 'Inter Variable'").then(() => this.refresh())
  }

  destroy(): void {
    for (const end of this.ends) end()
  }

  /** Ask for a new picture whenever something it shows has changed. */
  private watch(element: HTMLElement): () => void {
    const { stage } = this
    const { state } = stage.store
    const shown = [
      stage.scene,
      stage.size,
      stage.hovered,
      part(state, (all) => all.plots),
      part(state, (all) => all.screen.selection),
      part(state, (all) => all.screen.trace),
      part(state, (all) => all.screen.activity),
    ]
    const ends = [
      effect(() => {
        void [stage.look.dark.value, stage.look.highContrast.value]
        this.palette = readPalette(document.documentElement)
        this.refresh()
      }),
      effect(() => {
        for (const seen of shown) void seen.value
        this.refresh()
      }),
      effect(() => {
        followWithGrid(element, stage.camera.value)
        this.scheduler.wake()
      }),
    ]
    return () => {
      for (const end of ends) end()
      element.replaceChildren()
    }
  }

  private measure(element: HTMLElement): () => void {
    const observer = new ResizeObserver(() => {
      this.stage.size.value = { width: element.clientWidth, height: element.clientHeight }
    })
    observer.observe(element)
    return () => observer.disconnect()
  }

  private refresh(): void {
    this.stale = true
    this.scheduler.wake()
  }

  private draw(now: number): boolean {
    const camera = this.stage.camera.peek()
    if (this.stage.size.peek().width === 0) return false
    const fresh = this.stale
    const moved = camera !== this.camera
    this.stale = false
    this.camera = camera
    const view = this.viewOf(camera)
    const stretches = this.still.draw(view, fresh, now)
    return this.drawLive(view, fresh || moved, now) || stretches
  }

  private drawLive(view: StillView, fresh: boolean, now: number): boolean {
    if (view.state.screen.activity) {
      return this.live.draw({ ...view, still: this.stage.look.still.peek() }, fresh, now)
    }
    if (fresh) this.live.clear()
    return false
  }

  private viewOf(camera: Camera): StillView {
    const state = this.stage.store.state.peek()
    const hit = this.stage.hovered.peek()
    return {
      scene: this.stage.scene.peek(),
      camera,
      size: this.stage.size.peek(),
      state,
      palette: this.palette,
      weight: this.stage.look.highContrast.peek() ? HEAVY : 1,
      ratio: devicePixelRatio,
      bright: brightObjects(state),
      hoveredItem: hit?.kind === "item" && hit.part !== "inside" ? hit.item.object.id : null,
      hoveredWire: hit?.kind === "wire" ? hit.wire.id : null,
    }
  }
}

/** Let the dots of the ground move with the camera, as far apart as is pleasant at any zoom. */
function followWithGrid(ground: HTMLElement, { zoom, x, y }: Camera): void {
  const step = GRID * zoom * 2 ** -Math.round(Math.log2(zoom))
  ground.style.backgroundSize = `${step}px ${step}px`
  ground.style.backgroundPosition = `${x % step}px ${y % step}px`
}

/** What is traced, and the networks that hide some of it. */
function brightObjects(state: State): ReadonlySet<string> | null {
  const { trace } = state.screen
  if (trace === null) return null
  const traced = [...streamOf(state, trace.id, trace.direction)]
  return new Set([
    ...traced,
    ...traced.flatMap((id) => networksAround(state, id).map((network) => network.id)),
  ])
}
