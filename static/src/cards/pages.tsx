/** The pages that Nodes draw of themselves, in their place in the graph. */
import { useComputed, useSignalEffect } from "@preact/signals"
import { useEffect, useRef } from "preact/hooks"
import { boxToScreen } from "../graph/camera"
import type { Item } from "../graph/items"
import { HTML_SIZE } from "../graph/shapes"
import type { Stage } from "../graph/stage"
import type { Mounted, PlotHost } from "../plots/host"
import type { Facts } from "../plots/plot"
import { usePart } from "../store/parts"
import { PEEK } from "../store/select"

/** Below this zoom a page cannot be read; then its Node is drawn as all others. */
const LEGIBLE = 0.4

interface Props {
  readonly stage: Stage
  readonly host: PlotHost
}

export function NodePages({ stage, host }: Props) {
  const items = useComputed(() => {
    if (stage.camera.value.zoom < LEGIBLE) return []
    return [...stage.scene.value.items.values()].filter((item) => item.object.glyph === "html")
  })
  return (
    <div class="node-pages">
      {items.value.map((item) => (
        <NodePage key={item.object.id} stage={stage} host={host} item={item} />
      ))}
    </div>
  )
}

function NodePage({ stage, host, item }: Props & { readonly item: Item }) {
  const { state } = stage.store
  const frame = useRef<HTMLDivElement>(null)
  const mounted = useRef<Mounted | null>(null)
  const { id } = item.object
  const stream = usePart(state, (all) => all.streams.find((each) => each.plot === PEEK + id) ?? null)
  const page = usePart(state, (all) => (stream && all.pages[stream.stream]) ?? "")
  const facts = factsOf(item, stream, page)
  useEffect(() => {
    if (frame.current === null) return
    mounted.current = host.mount(frame.current, facts)
    return () => mounted.current?.remove()
  }, [id])
  useEffect(() => mounted.current?.update(facts), [page, item.object])
  useSignalEffect(() => {
    const { left, top } = boxToScreen(stage.camera.value, item.box)
    const style = frame.current?.style
    if (style) style.transform = `translate(${left}px, ${top}px) scale(${stage.camera.value.zoom})`
  })
  const { width, height } = HTML_SIZE
  return <div class="node-page" ref={frame} hidden={page === ""} style={{ width: `${width}px`, height: `${height}px` }} />
}

function factsOf({ object }: Item, stream: Facts["stream"], page: string): Facts {
  const plot = { id: PEEK + object.id, kind: "html", object: object.id, x: 0, y: 0 } as const
  return { plot, stream, object, others: [], held: [], pointer: "", page }
}
