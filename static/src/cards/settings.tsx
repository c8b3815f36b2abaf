/** What can be set of a plot, and what it shows in numbers. */
import { useEffect, useRef } from "preact/hooks"
import { channelsOf, type Format, type Kind, type Setting } from "../plots/kind"
import { KINDS } from "../plots/kinds"
import { windowOf, type Facts, type Reading } from "../plots/plot"
import { dimsOf, withDims } from "../plots/sharing"
import type { GraphObject, Plot } from "../protocol/generated"
import { SharingFields } from "./sharing"

/** Default of the protocol, which leaves it out. */
const SYNAPSE = 0.01
/** From the form to the edge of the window, in pixels. */
const MARGIN = 8

interface Props {
  readonly facts: Facts
  /** What may be added to it. */
  readonly candidates: readonly GraphObject[]
  readonly read: () => Reading | null
  readonly change: (plot: Plot) => void
  readonly save: (format: Format) => void
  readonly close: () => void
}

export function PlotSettings({ facts, candidates, read, change, save, close }: Props) {
  const { plot, object } = facts
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (form.current === null) return
    showBeside(form.current)
    form.current.querySelector("input")?.focus()
    return onPressOutside(form.current, close)
  }, [])
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === "Escape") close()
  }
  const kind = KINDS[plot.kind]
  const has = (setting: Setting) => kind.settings.includes(setting)
  return (
    <div
      class="plot-settings"
      ref={form}
      popover="manual"
      role="dialog"
      aria-label="Plot settings"
      onKeyDown={onKey}
      data-own
    >
      {has("attr") && object !== null && <AttrField plot={plot} names={object.probeable} change={change} />}
      {has("range") && (
        <NumberField
          label="Lowest"
          value={plot.low ?? null}
          empty="auto"
          onChange={(low) => change({ ...plot, low })}
        />
      )}
      {has("range") && (
        <NumberField
          label="Highest"
          value={plot.high ?? null}
          empty="auto"
          onChange={(high) => change({ ...plot, high })}
        />
      )}
      {has("window") && (
        <NumberField
          label="Seconds shown"
          value={windowOf(plot)}
          empty="2"
          onChange={(window) => change({ ...plot, window: clamp(window ?? 2) })}
        />
      )}
      {has("synapse") && (
        <NumberField
          label="Synapse (ms)"
          value={milliseconds(plot)}
          empty="none"
          onChange={(ms) => change({ ...plot, synapse: ms === null ? null : Math.max(0, ms) / 1000 })}
        />
      )}
      {has("columns") && (
        <NumberField
          label="Pixels in a row"
          value={plot.columns ?? null}
          empty="auto"
          onChange={(columns) =>
            change({ ...plot, columns: columns === null ? null : Math.max(1, Math.round(columns)) })
          }
        />
      )}
      {[object, ...facts.others].map(
        (each) =>
          each !== null &&
          kind.channels !== null && (
            <ChannelsField
              key={each.id}
              kind={kind}
              label={facts.others.length > 0 ? `${kind.channels} of ${each.label}` : kind.channels}
              dims={dimsOf(plot, each.id)}
              limit={channelsOf(kind, each)}
              change={(dims) => change(withDims(plot, each.id, dims))}
            />
          ),
      )}
      {kind.shares && <SharingFields facts={facts} candidates={candidates} change={change} />}
      {kind.formats.length > 0 && <div class="field">
        <span>Save as</span>
        <span class="formats">
          {kind.formats.map((format) => (
            <button type="button" class="button small" key={format} onClick={() => save(format)}>
              {format.toUpperCase()}
            </button>
          ))}
        </span>
      </div>}
      <ReadingTable reading={read()} />
    </div>
  )
}

/** Show the form in front of everything, below the head of its card or where there is room. */
function showBeside(form: HTMLElement): void {
  const card = form.parentElement?.getBoundingClientRect()
  form.showPopover()
  if (card === undefined) return
  const { width, height } = form.getBoundingClientRect()
  form.style.left = `${Math.max(MARGIN, Math.min(card.right - width, innerWidth - width - MARGIN))}px`
  form.style.top = `${Math.max(MARGIN, Math.min(card.top + 30, innerHeight - height - MARGIN))}px`
}

function onPressOutside(form: HTMLElement, close: () => void): () => void {
  const listener = ({ target }: Event) => {
    if (!form.parentElement?.contains(target as Node)) close()
  }
  addEventListener("pointerdown", listener, true)
  return () => removeEventListener("pointerdown", listener, true)
}

function milliseconds(plot: Plot): number | null {
  const synapse = plot.synapse === undefined ? SYNAPSE : plot.synapse
  return synapse === null ? null : Math.round(synapse * 1e6) / 1000
}

function clamp(window: number): number {
  return Math.min(60, Math.max(0.05, window))
}

interface NumberFieldProps {
  readonly label: string
  readonly value: number | null
  /** What an empty field means. */
  readonly empty: string
  readonly onChange: (value: number | null) => void
}

function NumberField({ label, value, empty, onChange }: NumberFieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        inputMode="decimal"
        value={value ?? ""}
        placeholder={empty}
        onChange={({ currentTarget }) => {
          const text = currentTarget.value.trim().replace(",", ".").replace("−", "-")
          const number = Number(text)
          if (text === "") onChange(null)
          else if (Number.isFinite(number)) onChange(number)
          else currentTarget.value = String(value ?? "")
        }}
      />
    </label>
  )
}

interface AttrFieldProps {
  readonly plot: Plot
  readonly names: readonly string[]
  readonly change: (plot: Plot) => void
}

/** Which of all that can be seen of an object is shown. */
function AttrField({ plot, names, change }: AttrFieldProps) {
  return (
    <label class="field">
      <span>Shows</span>
      <select
        value={plot.attr ?? "output"}
        onChange={({ currentTarget }) => change({ ...plot, attr: currentTarget.value, dims: null })}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {name.replaceAll("_", " ")}
          </option>
        ))}
      </select>
    </label>
  )
}

interface ChannelsFieldProps {
  readonly kind: Kind
  readonly label: string
  readonly dims: readonly number[] | null
  readonly limit: number
  readonly change: (dims: readonly number[] | null) => void
}

/** "0, 1, 5-8": which dimensions or neurons; empty for all, or for an even sample. */
function ChannelsField({ kind, label, dims, limit, change }: ChannelsFieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        value={dims?.join(", ") ?? ""}
        placeholder={kind.channels === "Neurons" ? `an even sample of ${limit}` : kind.channels === "Words" ? "all, by number" : `all ${limit}`}
        onChange={({ currentTarget }) => {
          const wanted = parseDimensions(currentTarget.value, limit)
          const fits = kind.channels !== "Dimensions x, y" || wanted?.length === 2
          if (fits) change(wanted)
          else currentTarget.value = dims?.join(", ") ?? ""
        }}
      />
    </label>
  )
}

/** Numbers and ranges below a limit, each once, in the order given; null for none at all. */
export function parseDimensions(text: string, limit: number): readonly number[] | null {
  const found = new Set<number>()
  for (const [, first, last] of text.matchAll(/(\d+)(?:\s*[-–…]\s*(\d+))?/g)) {
    const end = Math.min(Number(last ?? first), limit - 1)
    for (let dimension = Number(first); dimension <= end; dimension++) found.add(dimension)
  }
  return found.size === 0 ? null : [...found]
}

function ReadingTable({ reading }: { readonly reading: Reading | null }) {
  if (reading === null || reading.rows.length === 0) return null
  return (
    <details class="reading">
      <summary>Read the values</summary>
      <table>
        <thead>
          <tr>
            {reading.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reading.rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, i) => (
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
