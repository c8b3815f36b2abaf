"""Write the names of Nengo that the editor offers, with the first sentence about each.

Run ``python static/src/editor/names.py > static/src/editor/names.generated.ts`` when a public name
or a signature has changed.
"""

from __future__ import annotations

import inspect
import json
import re
from types import ModuleType

import nengo

MODULES = (
    nengo,
    nengo.dists,
    nengo.learning_rules,
    nengo.networks,
    nengo.neurons,
    nengo.presets,
    nengo.processes,
    nengo.solvers,
    nengo.synapses,
    nengo.transforms,
)

HEAD = """// Written by `python static/src/editor/names.py`. Do not edit: change the Python.

/** A name the editor offers. */
export interface Name {
  readonly kind: "class" | "constant" | "function" | "namespace"
  /** What can be given by name when it is called. */
  readonly parameters: readonly string[]
  /** First sentence of its documentation. */
  readonly about: string
}

/** What each module of Nengo holds. */
export const NAMES: { readonly [module: string]: { readonly [name: string]: Name } } = """


def describe(value: object) -> dict[str, object]:
    """Say what the editor shows about a name."""
    is_callable = callable(value)
    return {
        "kind": kind_of(value),
        "parameters": parameters_of(value) if is_callable else [],
        "about": first_sentence(value) if is_callable or inspect.ismodule(value) else "",
    }


def kind_of(value: object) -> str:
    """Which symbol stands beside a name."""
    if inspect.ismodule(value):
        return "namespace"
    if inspect.isclass(value):
        return "class"
    return "function" if callable(value) else "constant"


def parameters_of(value: object) -> list[str]:
    """Names of the parameters that can be given by name."""
    # A metaclass may stand before `__init__`, but it is `__init__` that names what users write.
    called = value.__init__ if inspect.isclass(value) else value
    try:
        parameters = list(inspect.signature(called).parameters.values())
    except (TypeError, ValueError):
        return []
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    names = [parameter.name for parameter in parameters if parameter.kind in named]
    return names[1:] if inspect.isclass(value) else names


def first_sentence(value: object) -> str:
    """First sentence of a docstring, without its markup."""
    text = (inspect.getdoc(value) or "").split("\n\n")[0].replace("\n", " ").replace("``", "")
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def public_names(module: ModuleType) -> list[str]:
    """List what a module offers to models; parameter types are for those who extend Nengo."""
    names = getattr(module, "__all__", None) or dir(module)
    return sorted(name for name in names if not name.startswith("_") and not name.endswith("Param"))


def belongs(value: object) -> bool:
    """Whether a value is ours rather than something a module happens to import."""
    home = value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", "nengo")
    return isinstance(home, str) and home.split(".")[0] == "nengo"


def names_of(module: ModuleType) -> dict[str, object]:
    """All names of a module and what is said of each."""
    values = {name: getattr(module, name) for name in public_names(module)}
    return {name: describe(value) for name, value in values.items() if belongs(value)}


def table(modules: tuple[ModuleType, ...]) -> str:
    """All names as a TypeScript literal, a line for each."""
    lines = ["{"]
    for module in modules:
        lines.append(f'  "{module.__name__}": {{')
        for name, about in names_of(module).items():
            lines.append(f"    {name}: {json.dumps(about, ensure_ascii=False)},")
        lines.append("  },")
    return "\n".join([*lines, "}"])


print(HEAD + table(MODULES))
