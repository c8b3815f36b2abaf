/** Asks, before a model runs that not everything is kept from, whether its folder is trusted. */
import type { TrustAsked } from "../protocol/generated"
import type { Store } from "../store/store"
import { Modal } from "./modal"

interface Props {
  readonly store: Store
  readonly asked: TrustAsked
  readonly close: () => void
}

/** What a model could do where nothing keeps it from something. */
const DEEDS: { readonly [gap: string]: string } = {
  files: "read and change your files",
  network: "use the network",
  processes: "start programs and end others",
}

export function TrustDialog({ store, asked, close }: Props) {
  const grant = () => {
    close()
    store.send({ kind: "trust" })
  }
  return (
    <Modal label="Is this model trusted?" close={close}>
      <h2>Do you trust the models in this folder?</h2>
      <p>{asked.folder}</p>
      <p>
        Here, the editor cannot wall models in completely: one that means harm could{" "}
        {asked.gaps.map((gap) => DEEDS[gap] ?? gap).join(", ")}. Until you decide, nothing of it runs.
      </p>
      <div class="modal-buttons">
        <button type="button" class="button" onClick={close}>
          Only look at the text
        </button>
        <button type="button" class="button primary" onClick={grant}>
          Trust and run
        </button>
      </div>
    </Modal>
  )
}
