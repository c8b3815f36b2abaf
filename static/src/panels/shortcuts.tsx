/** All keys and gestures on one page. */
import { Fragment } from "preact"
import type { Group } from "../actions/action"
import { spelled } from "../actions/keys"
import type { Registry } from "../actions/registry"
import { Modal } from "./modal"

const GESTURES: readonly (readonly [string, string])[] = [
  ["Drag the ground", "move the view"],
  ["Wheel, or two fingers", "zoom"],
  ["Drag an object", "move it"],
  ["Shift and drag", "select several"],
  ["Double click", "open or close a network"],
  ["Right click, or press and hold", "what can be done here"],
  ["Arrow keys in the graph", "go to the next object that way"],
  ["Shift and arrow keys", "push the selection"],
  ["Wheel on a plot", "more or less time"],
  ["Shift and drag on the timeline", "choose seconds to loop or save"],
  ["Drop an object on a plot", "show it there too"],
  ["Escape, then Tab", "leave the code"],
]

export function Shortcuts({ registry, close }: { readonly registry: Registry; readonly close: () => void }) {
  const groups = [...new Set(registry.actions.map((each) => each.group))]
  return (
    <Modal label="Keys and gestures" class="sheet" close={close}>
      <h2>Keys and gestures</h2>
      <p class="hint">Single letters work while the graph has the focus.</p>
      <div class="columns">
        {groups.map((group) => (
          <KeyGroup key={group} registry={registry} group={group} />
        ))}
        <section>
          <h3>Gestures</h3>
          <dl>
            {GESTURES.map(([gesture, effect]) => (
              <Fragment key={gesture}>
                <dt>{gesture}</dt>
                <dd>{effect}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      </div>
      <div class="modal-buttons">
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </div>
    </Modal>
  )
}

function KeyGroup({ registry, group }: { readonly registry: Registry; readonly group: Group }) {
  const actions = registry.actions.filter((each) => each.group === group && each.keys.length > 0)
  if (actions.length === 0) return null
  return (
    <section>
      <h3>{group}</h3>
      <dl>
        {actions.map((each) => (
          <Fragment key={each.id}>
            <dt>
              {each.keys.map((keys) => (
                <kbd key={keys}>{spelled(keys)}</kbd>
              ))}
            </dt>
            <dd>{each.title}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}
