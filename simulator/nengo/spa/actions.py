"""Rules such as ``"dot(vision, DOG) --> motor = BARK"``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from nengo.exceptions import SpaParseError
from nengo.spa.action_objects import DotProduct, Source, Symbol
from nengo.spa.arithmetic import evaluate
from nengo.spa.vocab import check_name

if TYPE_CHECKING:
    from nengo.spa.spa import SPA

ARROW = "-->"


class Action:
    """One rule: under which condition, what goes where.

    Parameters
    ----------
    sources, sinks : collection of str
        Names of the modules' outputs and inputs.
    action : str
        ``"condition --> target=expression, …"``, or without a condition.
    name : str, optional
        Name of the rule.

    Attributes
    ----------
    condition : Term or number or None
        How useful the action is; a sum of dot products, outputs of one dimension and numbers.
    effect : dict
        Name of an input → expression of what it gets.

    Raises
    ------
    SpaParseError
        If the rule cannot be read, or names what is not there.
    """

    def __init__(
        self, sources: Collection[str], sinks: Collection[str], action: str, name: str | None
    ) -> None:
        self.name = name
        condition, arrow, effects = action.partition(ARROW)
        self.condition = _expression(condition, sources) if arrow else None
        self.effect = {
            target: _expression(text, sources)
            for target, text in _read_effects(effects if arrow else condition, sinks)
        }

    def __str__(self) -> str:
        effects = ", ".join(f"{target}={value}" for target, value in self.effect.items())
        return effects if self.condition is None else f"{self.condition} {ARROW} {effects}"


class Actions:
    """Rules for a `Cortical` module or the `BasalGanglia`.

    Parameters
    ----------
    *args : str
        Rules.
    **kwargs : str
        Rules with names. They come after the others, sorted by name.

    Attributes
    ----------
    actions : list of Action or None
        The rules, once they were read.
    """

    def __init__(self, *args: str, **kwargs: str) -> None:
        self.args = args
        self.kwargs = kwargs
        self.actions: list[Action] | None = None

    def add(self, *args: str, **kwargs: str) -> None:
        """Add rules."""
        self.args += args
        self.kwargs.update(kwargs)

    @property
    def count(self) -> int:
        """Number of rules."""
        return len(self.args) + len(self.kwargs)

    def process(self, spa: SPA) -> list[Action]:
        """Read the rules, now that the modules of the network ``spa`` are known.

        Returns
        -------
        list of Action
            Also kept as `actions`.

        Raises
        ------
        SpaParseError
            If one cannot be read.
        """
        sources, sinks = spa.get_module_outputs(), spa.get_module_inputs()
        unnamed = [Action(sources, sinks, rule, None) for rule in self.args]
        named = [Action(sources, sinks, rule, n) for n, rule in sorted(self.kwargs.items())]
        self.actions = unnamed + named
        return self.actions


def _expression(text: str, sources: Collection[str]) -> Any:
    def meaning(name: str) -> Source | Symbol:
        if name in sources:
            return Source(name)
        check_name(name)
        return Symbol(name)

    return evaluate(text, meaning, functions={"dot": DotProduct})


def _read_effects(text: str, sinks: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield (name of the input, text of what it gets)."""
    seen = set()
    for effect in _split(text):
        target, _, value = (part.strip() for part in effect.rpartition("="))
        if target not in sinks:
            raise SpaParseError(
                f"{target!r} is not the input of a module, in the effect {effect.strip()!r}. "
                f"There are {', '.join(sinks) or 'none'}."
            )
        if target in seen:
            raise SpaParseError(
                f"{target!r} is set twice in {text.strip()!r}. Write the sum of what it gets."
            )
        seen.add(target)
        yield target, value


def _split(text: str) -> list[str]:
    """Split at the commas outside of parentheses."""
    parts, depth = [""], 0
    for letter in text.strip():
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part for part in parts if part.strip()]
