/** What a model can and cannot do on this machine: the words of the README. */
import type { Welcome } from "../protocol/generated"
import { usePart } from "../store/parts"
import type { Store } from "../store/store"
import { Modal } from "./modal"

const LEVELS: { readonly [level in Welcome["confinement"]]: string } = {
  full: "Models are walled in on this machine: its status is full.",
  partial: "Models are walled in only in part on this machine",
  none: "Models are not walled in here: they run as any Python program that you start",
}

export function Promises({ store, close }: { readonly store: Store; readonly close: () => void }) {
  const level = usePart(store.state, levelText)
  return (
    <Modal label="What a model can do" class="wide" close={close}>
      <h2>What a model can do</h2>
      <p>{level}</p>
      <p>
        A model file from the internet, opened in the editor at status <b>full</b>, cannot read your
        files outside its folder and the Python installation, cannot write outside its temporary
        folder, cannot use the network, start programs, signal or slow other processes beyond one core
        and its memory share, nor touch the editor's server.
      </p>
      <p>
        Whatever a model does, the editor stays usable, other models keep running, your text is not
        lost, and a message says what happened and on which line.
      </p>
      <p>
        The three rules (name <code>model</code>, no Simulator, no Matplotlib) are guidance, not
        security. A person determined to beat them from inside Python can; it changes nothing outside
        the worker.
      </p>
      <div class="modal-buttons">
        <button type="button" class="button primary" onClick={close}>
          Close
        </button>
      </div>
    </Modal>
  )
}

function levelText({ welcome }: { readonly welcome: Welcome | null }): string {
  if (welcome === null) return ""
  const gaps = welcome.gaps.length === 0 ? "" : `: nothing keeps them from your ${welcome.gaps.join(", ")}.`
  return LEVELS[welcome.confinement] + gaps
}
