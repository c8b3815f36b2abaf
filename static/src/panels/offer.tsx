/** A text beside the one shown, that would be lost if nobody took it: shows both, and lets one go. */
import type { Code } from "../actions/action"
import type { Offer } from "../protocol/generated"
import { usePart } from "../store/parts"
import type { Store } from "../store/store"
import { Comparison } from "./conflict"
import { Modal } from "./modal"

interface Props {
  readonly store: Store
  readonly code: Code
  readonly close: () => void
}

export function OfferDialog({ store, code, close }: Props) {
  const offer = usePart(store.state, (state) => state.offers[0])
  if (offer === undefined) return null
  const settle = (take: boolean) => {
    close()
    decide(store, take)
  }
  return (
    <Modal label="Text that is not shown" class="wide" close={close}>
      <h2>{toldOf(offer)}</h2>
      <Comparison mine={code.text()} other={offer.text} where={WHERE[offer.reason]} />
      <div class="modal-buttons">
        <button type="button" class="button" onClick={close}>
          Decide later
        </button>
        <button type="button" class="button" onClick={() => settle(false)}>
          Discard it
        </button>
        <button type="button" class="button primary" onClick={() => settle(true)}>
          Restore it
        </button>
      </div>
    </Modal>
  )
}

/** Take the first text that is offered, or let it go. */
export function decide(store: Store, take: boolean): void {
  const offer = store.state.peek().offers[0]
  if (offer !== undefined) store.send({ kind: "decide", offer: offer.id, take })
}

/** What an offer is, in a sentence. */
export function toldOf({ reason, time }: Offer): string {
  const when = new Date(1000 * time).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })
  return reason === "overwritten"
    ? `Two people changed the same lines; those of ${when} were replaced.`
    : `Unsaved text of ${when} was recovered.`
}

const WHERE: { readonly [reason in Offer["reason"]]: string } = {
  recovered: "Recovered",
  overwritten: "Replaced",
  browser: "Recovered from this browser",
}
