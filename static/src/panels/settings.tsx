/** How this screen looks; kept in the browser. */
import { usePart } from "../store/parts"
import { initialScreen, type Screen } from "../store/state"
import type { Store } from "../store/store"

const SMALLEST = 10
const LARGEST = 24

export function Settings({ store }: { readonly store: Store }) {
  const screen = usePart(store.state, (state) => state.screen)
  const { show } = store
  return (
    <div class="settings">
      <Choice
        label="Theme"
        value={screen.theme}
        options={{ system: "As the system", light: "Light", dark: "Dark" }}
        onChange={(theme) => show({ theme })}
      />
      <Choice
        label="Motion"
        value={screen.motion}
        options={{ system: "As the system", full: "Full", reduced: "Reduced" }}
        onChange={(motion) => show({ motion })}
      />
      <label class="field">
        <span>Size of the code</span>
        <input
          type="number"
          min={SMALLEST}
          max={LARGEST}
          step={0.5}
          value={screen.fontSize}
          onChange={({ currentTarget }) => show({ fontSize: sizeFrom(currentTarget.value) })}
        />
      </label>
      <Toggle label="Activity in the graph" name="activity" screen={screen} show={show} />
      <Toggle label="Minimap" name="minimap" screen={screen} show={show} />
      <Toggle label="Small plots in the code" name="sparklines" screen={screen} show={show} />
    </div>
  )
}

function sizeFrom(text: string): number {
  const size = Number(text)
  return Number.isFinite(size) && size > 0
    ? Math.min(LARGEST, Math.max(SMALLEST, size))
    : initialScreen.fontSize
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: { readonly [value in Value]: string }
  readonly onChange: (value: Value) => void
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const names = Object.entries(options) as [Value, string][]
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      {names.map(([option, name]) => (
        <label key={option}>
          <input type="radio" name={label} checked={value === option} onChange={() => onChange(option)} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface ToggleProps {
  readonly label: string
  readonly name: "activity" | "minimap" | "sparklines"
  readonly screen: Screen
  readonly show: Store["show"]
}

function Toggle({ label, name, screen, show }: ToggleProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="checkbox"
        checked={screen[name]}
        onChange={({ currentTarget }) => show({ [name]: currentTarget.checked })}
      />
    </label>
  )
}
