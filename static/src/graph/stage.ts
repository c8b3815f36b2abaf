/** The stage: what of the graph is shown, and what the hand is about to do to it. */
import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals"
import type { Place } from "../protocol/generated"
import type { Look } from "../store/look"
import { part } from "../store/parts"
import { MODEL } from "../store/select"
import type { Store } from "../store/store"
import { toGraph, visibleBox } from "./camera"
import { Cameraman, type Size } from "./cameraman"
import { cardBoxInGraph, sizeOfCard } from "./cardbox"
import { type Box, type Point, union } from "./geometry"
import { boundsOf, EMPTY, type Hit, hitTest, type Scene, sceneBetween, sceneOf } from "./scene"
import { tween, type Tween } from "./tween"

/** What a menu was asked for, and where on the stage. */
export interface MenuRequest {
  readonly at: Point
  readonly hit: Hit | null
}

/** Milliseconds that objects take to find a new place. */
const MOVE_MS = 240
/** For so long after a file was opened, the view follows what arrives. */
const SETTLING_MS = 1500
/** From so many pixels on, a pointer is on a line. */
const REACH = 7

export class Stage {
  readonly size: Signal<Size> = signal({ width: 0, height: 0 })
  readonly cameraman: Cameraman
  /** Places of what is being dragged, ahead of the State. */
  readonly ahead: Signal<{ readonly [id: string]: Place }> = signal({})
  readonly hovered: Signal<Hit | null> = signal(null)
  /** True from a press on what is hovered until the pointer has left it. */
  readonly pressed: Signal<boolean> = signal(false)
  /** The rubber band, in pixels of the stage. */
  readonly marquee: Signal<Box | null> = signal(null)
  readonly menu: Signal<MenuRequest | null> = signal(null)

  private readonly shown: Signal<Scene> = signal(EMPTY)
  /** The box around all objects; asked for with every picture, so it is worked out once a scene. */
  readonly bounds: ReadonlySignal<Box | null> = computed(() => boundsOf(this.shown.value))
  private flight: Tween | null = null
  private settlingUntil = 0
  private refits = false

  constructor(
    readonly store: Store,
    readonly look: Look,
  ) {
    this.cameraman = new Cameraman(this.size, look.still)
    const { state } = store
    // One signal for each ingredient, so that the scene is made anew only if one of them changed.
    const graph = part(state, (all) => all.graph)
    const objects = part(state, (all) => all.objects)
    const places = part(state, (all) => all.places)
    const goal = computed(() =>
      sceneOf({
        graph: graph.value,
        objects: objects.value,
        places: { ...places.value, ...this.ahead.value },
      }),
    )
    effect(() => this.moveTo(goal.value))
    this.followNewFiles()
    this.followSize()
  }

  /** The scene as it is drawn, which may be on its way to the one it should be. */
  get scene(): ReadonlySignal<Scene> {
    return this.shown
  }

  get camera(): Cameraman["camera"] {
    return this.cameraman.camera
  }

  /** The point of the graph under a point of the stage. */
  pointAt(at: Point): Point {
    return toGraph(this.camera.peek(), at)
  }

  /** The part of the graph that is in view. */
  view(): Box {
    const { width, height } = this.size.peek()
    return visibleBox(this.camera.peek(), width, height)
  }

  hitAt(at: Point): Hit | null {
    return hitTest(this.shown.peek(), this.pointAt(at), REACH / this.camera.peek().zoom)
  }

  /** Show everything, cards of plots included. */
  fit(): void {
    const box = this.contents()
    if (box !== null) this.cameraman.show(box)
  }

  /** Show what is selected, or everything. */
  fitSelection(): void {
    const box = this.boxOf(this.store.state.peek().screen.selection)
    if (box === null) this.fit()
    else this.cameraman.show(box, 2, false)
  }

  /** Bring an object into view if it is not. */
  reveal(id: string): void {
    const box = this.boxOf([id])
    if (box !== null) this.cameraman.reveal(box)
  }

  select(...ids: readonly string[]): void {
    this.store.show({ selection: ids, trace: null })
  }

  /** Open a closed network, close an open one. */
  toggle(id: string): void {
    const { places, objects } = this.store.state.peek()
    const place = places[id]
    if (place === undefined || objects.get(id)?.kind !== "network" || id === MODEL) return
    this.refits = this.cameraman.isFitted
    this.store.send({ kind: "move", places: { [id]: { ...place, open: place.open !== true } } })
  }

  private boxOf(ids: readonly string[]): Box | null {
    const { items } = this.shown.peek()
    return union(ids.flatMap((id) => items.get(id)?.box ?? []))
  }

  /** The box around all objects and cards; null if there is nothing. */
  private contents(scene = this.shown.peek()): Box | null {
    const objects = boundsOf(scene)
    const plots = this.store.state.peek().plots.filter((plot) => plot.docked !== true)
    const natural = plots.map((plot) => ({ left: plot.x, top: plot.y, ...sizeOfCard(plot) }))
    const all = union([...(objects ? [objects] : []), ...natural])
    if (all === null) return null
    // Small cards stop shrinking before the graph does; one round of guessing finds room for them.
    const camera = this.cameraman.showing(all)
    return union([all, ...plots.map((plot) => cardBoxInGraph(plot, camera))])
  }

  private moveTo(goal: Scene): void {
    this.flight?.stop()
    const from = this.shown.peek()
    const followsHand = Object.keys(this.ahead.peek()).length > 0
    const jumps = followsHand || this.look.still.peek() || from.items.size === 0 || this.isSettling()
    if (jumps || !hasMoved(from, goal)) this.shown.value = goal
    else
      this.flight = tween(MOVE_MS, (share) => {
        this.shown.value = share < 1 ? sceneBetween(from, goal, share) : goal
      })
    if (this.refits) this.fitTo(goal)
  }

  /** What showed everything goes on showing everything when a network opens. */
  private fitTo(goal: Scene): void {
    this.refits = false
    const box = this.contents(goal)
    if (box !== null) this.cameraman.show(box)
  }

  /** A new file is shown whole, as its graph, places and plots arrive; later only if asked for. */
  private followNewFiles(): void {
    const { state } = this.store
    const opening = part(state, (all) => all.opening)
    const plots = part(state, (all) => all.plots)
    effect(() => {
      if (opening.value === 0) return
      this.cameraman.touched = false
      this.settlingUntil = Infinity
    })
    effect(() => {
      // Cards often come before the objects, but their place in the picture depends on these.
      const arrived = this.shown.value.items.size > 0 && plots.value !== undefined
      if (!arrived || this.size.value.width === 0 || this.cameraman.touched || !this.isSettling()) return
      this.settlingUntil = Math.min(this.settlingUntil, performance.now() + SETTLING_MS)
      const box = this.contents()
      if (box !== null) this.cameraman.jumpTo(box)
    })
  }

  /** What shows everything goes on doing so when the stage becomes larger or smaller. */
  private followSize(): void {
    effect(() => {
      if (this.size.value.width === 0 || !this.cameraman.isFitted) return
      const box = this.contents()
      if (box !== null) this.cameraman.jumpTo(box)
    })
  }

  private isSettling(): boolean {
    return performance.now() < this.settlingUntil
  }
}

/** True if something that was there lies elsewhere, or something new came. */
function hasMoved(from: Scene, to: Scene): boolean {
  for (const [id, { box }] of to.items) {
    const before = from.items.get(id)?.box
    if (before?.left !== box.left || before.top !== box.top || before.width !== box.width) return true
  }
  return false
}
