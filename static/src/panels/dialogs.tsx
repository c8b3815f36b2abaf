/** The dialog that is open, if one is. */
import type { Code } from "../actions/action"
import type { Registry } from "../actions/registry"
import type { Stage } from "../graph/stage"
import { usePart } from "../store/parts"
import type { Store } from "../store/store"
import { AddToPlotDialog } from "./addtoplot"
import { ConflictDialog } from "./conflict"
import { OfferDialog } from "./offer"
import { Palette } from "./palette"
import { Promises } from "./promises"
import { SaveAsDialog } from "./saveas"
import { Shortcuts } from "./shortcuts"
import { TrustDialog } from "./trust"
import { UnsavedDialog } from "./unsaved"

interface Props {
  readonly store: Store
  readonly stage: Stage
  readonly code: Code
  readonly registry: Registry
}

export function Dialogs({ store, stage, code, registry }: Props) {
  const dialog = usePart(store.state, (state) => state.screen.dialog)
  const close = () => store.show({ dialog: null })
  switch (dialog?.kind) {
    case undefined:
      return null
    case "palette":
      return <Palette stage={stage} registry={registry} close={close} />
    case "add-to-plot":
      return <AddToPlotDialog store={store} close={close} />
    case "shortcuts":
      return <Shortcuts registry={registry} close={close} />
    case "promises":
      return <Promises store={store} close={close} />
    case "save-as":
      return <SaveAsDialog store={store} code={code} close={close} />
    case "unsaved":
      return <UnsavedDialog store={store} code={code} path={dialog.path} close={close} />
    case "offer":
      return <OfferDialog store={store} code={code} close={close} />
    case "trust":
      return <TrustDialog store={store} asked={dialog.asked} close={close} />
    case "conflict":
      return <ConflictDialog store={store} code={code} conflict={dialog.conflict} close={close} />
  }
}
