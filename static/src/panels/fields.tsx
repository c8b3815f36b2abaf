/** What an object is made with, to be changed: each change is an edit of its line in the code. */
import { useSignal } from "@preact/signals"
import { useEffect, useRef } from "preact/hooks"
import type { Amender } from "../actions/amend"
import { type Literal, shareOf, textAt } from "../editor/literal"
import type { Argument } from "../protocol/generated"
import type { Answer } from "../store/answers"
import { usePart } from "../store/parts"
import type { Store } from "../store/store"
import { Icon } from "../style/icons"
import { slidingFrom, sorted, usualText, written, wrongWith } from "./settingsof"

interface Props {
  readonly store: Store
  readonly amender: Amender
  readonly id: string
}

/** Steps of a slider. */
const STEPS = 200

export function Fields({ store, amender, id }: Props) {
  const answer = useSettings(store, amender, id)
  if (answer?.kind === "declined") {
    return (
      <p class="hint">
        {answer.message} {answer.remedy}
      </p>
    )
  }
  if (answer?.kind !== "arguments") return null
  const { everyday, others } = sorted(answer.arguments)
  const field = (argument: Argument) => (
    <Field key={`${id} ${argument.name}`} argument={argument} set={(value) => amender.set(id, argument.name, value)} />
  )
  return (
    <section class="settings-of" aria-label="Settings">
      <h3>
        Made by <code>{answer.callee}</code>
      </h3>
      {everyday.map(field)}
      {others.length > 0 && (
        <details>
          <summary>More settings</summary>
          {others.map(field)}
        </details>
      )}
    </section>
  )
}

/** What the code says of an object, read again whenever the text or the graph has changed. */
function useSettings(store: Store, amender: Amender, id: string): Answer | null {
  const answer = useSignal<Answer | null>(null)
  const asked = useRef("")
  const version = usePart(store.state, ({ file, graphRevision }) => `${id} ${file?.revision} ${graphRevision}`)
  useEffect(() => {
    if (!asked.current.startsWith(`${id} `)) answer.value = null
    asked.current = version
    void amender.read(id).then((read) => {
      if (asked.current === version) answer.value = read
    })
  }, [version])
  return answer.value
}

function shareText(literal: Literal): string {
  return String(Math.round(STEPS * shareOf(literal.value, literal)))
}

interface FieldProps {
  readonly argument: Argument
  readonly set: (value: string) => Promise<{ readonly message: string; readonly remedy: string } | null>
}

function Field({ argument, set }: FieldProps) {
  const { name, text, default: usual } = argument
  const wrong = useSignal("")
  const input = useRef<HTMLInputElement>(null)
  const slider = useRef<HTMLInputElement>(null)
  const literal = slidingFrom(argument)
  // What is being written stays until the code says otherwise.
  useEffect(() => {
    if (input.current !== null) input.current.value = text
    if (slider.current !== null && literal !== null) slider.current.value = shareText(literal)
    wrong.value = ""
  }, [text])
  const commit = async (typed: string) => {
    const value = written(name, typed)
    wrong.value = wrongWith(name, value)
    if (wrong.value !== "" || value === text) return
    const declined = await set(value)
    wrong.value = declined === null ? "" : `${declined.message} ${declined.remedy}`
  }
  const type = (value: string) => {
    if (input.current !== null) input.current.value = value
    wrong.value = wrongWith(name, value)
  }
  const onKey = (event: KeyboardEvent & { readonly currentTarget: HTMLInputElement }) => {
    if (event.key === "Enter") void commit(event.currentTarget.value)
    if (event.key === "Escape") type(text)
  }
  return (
    <div class={literal === null ? "setting" : "setting sliding"}>
      <label for={`setting-${name}`}>{name}</label>
      <input
        id={`setting-${name}`}
        ref={input}
        type="text"
        spellcheck={false}
        autocomplete="off"
        placeholder={usualText(argument)}
        aria-invalid={wrong.value !== ""}
        aria-describedby={`setting-${name}-wrong`}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onChange={({ currentTarget }) => void commit(currentTarget.value)}
        onKeyDown={onKey}
      />
      {literal !== null && (
        <input
          type="range"
          aria-label={`Slider of ${name}`}
          ref={slider}
          min={0}
          max={STEPS}
          onInput={({ currentTarget }) => type(textAt(currentTarget.valueAsNumber / STEPS, literal))}
          onChange={({ currentTarget }) => void commit(textAt(currentTarget.valueAsNumber / STEPS, literal))}
        />
      )}
      {text !== "" && usual !== "" && (
        <button
          type="button"
          class="icon-button"
          aria-label={`Leave out ${name}`}
          title={`Leave it out: then it is ${usual}, or what the config says`}
          onClick={() => void commit("")}
        >
          <Icon name="close" size={12} />
        </button>
      )}
      <span class="wrong" id={`setting-${name}-wrong`} role="alert">
        {wrong.value}
      </span>
    </div>
  )
}
