/** The stage as the page shows it: canvases, the semantic layer over them, and small helpers. */
import { useComputed } from "@preact/signals"
import type { ComponentChildren } from "preact"
import { useEffect, useRef } from "preact/hooks"
import type { Hub } from "../series/hub"
import type { Scheduler } from "../series/scheduler"
import { usePart } from "../store/parts"
import { Breadcrumb } from "./breadcrumb"
import { Hand } from "./hand"
import { Minimap } from "./minimap"
import { followPeeks } from "./peeking"
import { SemanticLayer } from "./semantic"
import type { Stage } from "./stage"
import { Tooltip } from "./tooltip"
import { GraphView } from "./view"
import { WireValues } from "./wirevalues"
import { ZoomBar } from "./zoombar"

interface Props {
  readonly stage: Stage
  readonly hub: Hub
  readonly scheduler: Scheduler
  /** What floats over the graph: cards, menus. */
  readonly children?: ComponentChildren
}

export function Graph({ stage, hub, scheduler, children }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const layers = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (element.current === null || layers.current === null) return
    const view = new GraphView(stage, hub, scheduler, layers.current)
    const hand = new Hand(stage, element.current)
    return () => {
      hand.letGo()
      view.destroy()
    }
  }, [])
  useEffect(() => followPeeks(stage.store), [])
  const minimap = usePart(
    stage.store.state,
    (state) => state.screen.minimap && state.graph.objects.length > 1,
  )
  return (
    <div class="stage" ref={element} data-graph-keys tabIndex={-1}>
      <div class="layers" ref={layers} aria-hidden="true" />
      <SemanticLayer stage={stage} />
      <WireValues stage={stage} hub={hub} scheduler={scheduler} />
      <RubberBand stage={stage} />
      {children}
      <Breadcrumb stage={stage} />
      {minimap && <Minimap stage={stage} />}
      <ZoomBar stage={stage} />
      <Tooltip stage={stage} />
    </div>
  )
}

function RubberBand({ stage }: { readonly stage: Stage }) {
  const box = useComputed(() => stage.marquee.value).value
  if (box === null) return null
  const { left, top, width, height } = box
  return (
    <div
      class="band"
      style={{ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }}
    />
  )
}
