/** Buttons for the zoom, for hands without a wheel. */
import { useComputed } from "@preact/signals"
import { Icon } from "../style/icons"
import type { Stage } from "./stage"

export function ZoomBar({ stage }: { readonly stage: Stage }) {
  const percent = useComputed(() => `${Math.round(stage.camera.value.zoom * 100)} %`)
  return (
    <div class="zoombar" role="group" aria-label="Zoom" data-own>
      <button type="button" aria-label="Zoom out" onClick={() => stage.cameraman.zoomBy(0.8)}>
        <Icon name="minus" size={14} />
      </button>
      <button
        type="button"
        class="percent"
        title="Zoom to 100 % (0)"
        onClick={() => stage.cameraman.zoomTo(1)}
      >
        {percent}
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => stage.cameraman.zoomBy(1.25)}>
        <Icon name="plus" size={14} />
      </button>
      <button
        type="button"
        aria-label="Fit everything"
        title="Fit everything (F)"
        onClick={() => stage.fit()}
      >
        <Icon name="fit" size={14} /> fit
      </button>
    </div>
  )
}
