"""The folders where settings and cached decoders live, as `pathlib.Path`.

``cache_dir``, ``config_dir``, ``data_dir``, ``decoder_cache_dir``, ``install_dir`` and ``nengorc``
are looked up each time they are read, because a forked or confined process may have another home
than the one that imported us.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nengo.paths as paths

_FOLDERS = ("cache_dir", "config_dir", "data_dir", "decoder_cache_dir", "install_dir")


def __getattr__(name: str) -> Any:
    if name in _FOLDERS:
        return Path(getattr(paths, name)())
    if name == "nengorc":
        return {whose: Path(file) for whose, file in paths.nengorc().items()}
    raise AttributeError(
        f"module {__name__!r} has no path {name!r}, but only {', '.join((*_FOLDERS, 'nengorc'))}."
    )


def __dir__() -> list[str]:
    return [*_FOLDERS, "nengorc"]
