/** Which settings of an object are of every day, and what their values may be. Pure. */
import { literalOf, type Literal } from "../editor/literal"
import type { Argument } from "../protocol/generated"

/** In the order in which they are shown; all others are folded away. */
const EVERYDAY = [
  "label",
  "n_neurons",
  "n_ensembles",
  "dimensions",
  "ens_dimensions",
  "radius",
  "neuron_type",
  "output",
  "size_in",
  "size_out",
  "synapse",
  "function",
  "transform",
  "learning_rule_type",
  "seed",
]
const SLIDING = ["n_neurons", "radius", "synapse", "output"]

/** Least value, and whether it must be whole. */
const NUMBERS: { readonly [name: string]: { readonly least: number; readonly whole: boolean } } = {
  n_neurons: { least: 1, whole: true },
  n_ensembles: { least: 1, whole: true },
  dimensions: { least: 1, whole: true },
  ens_dimensions: { least: 1, whole: true },
  n_eval_points: { least: 1, whole: true },
  size_in: { least: 0, whole: true },
  size_out: { least: 0, whole: true },
  seed: { least: 0, whole: true },
  radius: { least: Number.MIN_VALUE, whole: false },
  synapse: { least: 0, whole: false },
}

export interface Settings {
  readonly everyday: readonly Argument[]
  readonly others: readonly Argument[]
}

export function sorted(settings: readonly Argument[]): Settings {
  const rank = ({ name }: Argument) => EVERYDAY.indexOf(name)
  const everyday = settings.filter((each) => rank(each) >= 0).sort((a, b) => rank(a) - rank(b))
  return { everyday, others: settings.filter((each) => rank(each) < 0) }
}

/** The number that a slider would change; null where there is no use for one. */
export function slidingFrom(setting: Argument): Literal | null {
  return SLIDING.includes(setting.name) ? literalOf(setting.text || usualText(setting)) : null
}

/** What holds if a setting is left out, as one would write it. */
export function usualText({ default: usual }: Argument): string {
  return plainTau(usual) || usual
}

/** Low-pass filters are written as their time constant. */
function plainTau(text: string): string {
  return /^Lowpass\(tau=([\d.]+)\)$/.exec(text)?.[1] ?? ""
}

/** A value as it is written in the code: who types a few words for a label means text. */
export function written(name: string, text: string): string {
  const isWords = name === "label" && /^[\p{L}_][\p{L}\p{N}_ -]*$/u.test(text.trim()) && text.trim() !== "None"
  return isWords ? JSON.stringify(text.trim()) : text.trim()
}

/** What is wrong with a value, in a sentence; empty for what only Python can tell. */
export function wrongWith(name: string, text: string): string {
  const rule = NUMBERS[name]
  const value = Number(text)
  if (rule === undefined || text.trim() === "" || Number.isNaN(value)) return ""
  const fits = value >= rule.least && (!rule.whole || Number.isInteger(value))
  if (fits) return ""
  const wanted = rule.whole ? `a whole number of at least ${rule.least}` : name === "radius" ? "above 0" : "0 or above"
  return `${name} is ${text.trim()}, but must be ${wanted}.`
}
