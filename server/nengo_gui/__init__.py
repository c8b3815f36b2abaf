"""The bridge between a model and its screen: server, sessions and confined workers.

``GUI`` and ``serve`` open the editor from a script, ``widget`` in a notebook. The worker process
imports this package too, so nothing heavy may be imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nengo_gui.embed import GUI, Served, serve
    from nengo_gui.notebook import widget

__all__ = ["GUI", "Served", "serve", "widget"]


def __getattr__(name: str) -> Any:
    if name == "widget":
        from nengo_gui.notebook import widget

        return widget
    if name in __all__:
        from nengo_gui import embed

        return getattr(embed, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
