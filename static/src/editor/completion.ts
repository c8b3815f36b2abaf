/** The names of Nengo, known without asking anybody: members after a dot, parameters inside a call. */

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete"
import { syntaxTree } from "@codemirror/language"
import type { Text } from "@codemirror/state"

import { NAMES, type Name } from "./names.generated"

export function complete(context: CompletionContext): CompletionResult | null {
  return members(context) ?? parameters(context)
}

/** What follows `nengo.` or `nengo.networks.`, under whichever name it was imported. */
function members(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/[\w.]+/)
  const dot = typed?.text.lastIndexOf(".") ?? -1
  if (!typed || dot < 0) return null
  const path = resolve(typed.text.slice(0, dot), context.state.doc)
  const names = NAMES[path]
  if (!names) return null
  const options = Object.entries(names).map(([label, name]) => optionOf(label, name))
  return { from: typed.from + dot + 1, options, validFor: /^\w*$/ }
}

/** `radius=` and the like, inside the brackets of a call. */
function parameters(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/\w*/)
  const callee = calleeAt(context)
  if (!callee || !typed || (typed.text === "" && !context.explicit)) return null
  if (/[.="']/.test(context.state.sliceDoc(typed.from - 1, typed.from))) return null
  const path = resolve(callee, context.state.doc)
  const dot = path.lastIndexOf(".")
  const parameters = NAMES[path.slice(0, dot)]?.[path.slice(dot + 1)]?.parameters ?? []
  const options = parameters.map((name) => ({ label: `${name}=`, type: "property", boost: 1 }))
  return options.length === 0 ? null : { from: typed.from, options, validFor: /^\w*$/ }
}

function optionOf(label: string, { kind, about }: Name): Completion {
  return { label, type: kind, ...(about === "" ? {} : { info: about }) }
}

/** Text of what is called by the innermost call around the cursor, if that is a dotted name. */
function calleeAt({ state, pos }: CompletionContext): string | null {
  for (let node = syntaxTree(state).resolveInner(pos, -1); node.parent; node = node.parent) {
    if (node.name !== "ArgList") continue
    const callee = state.sliceDoc(node.parent.from, node.from).trim()
    return /^[\w.]+$/.test(callee) ? callee : null
  }
  return null
}

/** Full path of a dotted name, by the imports of the file: `nengo.dists` for `dists`. */
export function resolve(path: string, doc: Text): string {
  const [first = "", ...rest] = path.split(".")
  const origin = importsOf(doc.toString()).get(first) ?? first
  return [origin, ...rest].join(".")
}

/** What each imported name stands for. */
export function importsOf(text: string): ReadonlyMap<string, string> {
  const imports = new Map<string, string>()
  for (const [, module, alias] of text.matchAll(/^\s*import\s+([\w.]+)\s+as\s+(\w+)/gm)) {
    imports.set(alias!, module!)
  }
  for (const [, module, names] of text.matchAll(/^\s*from\s+([\w.]+)\s+import\s+(\([^)]*|[^(\n]+)/gm)) {
    for (const part of names!.replace(/[(]|#.*/g, "").split(",")) {
      const [name, alias] = part.trim().split(/\s+as\s+/)
      if (name) imports.set(alias ?? name, `${module}.${name}`)
    }
  }
  return imports
}
