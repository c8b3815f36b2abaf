"""The folders where settings and cached decoders live.

Functions rather than constants: a forked or confined process may have another home than the
one that imported us.
"""

from __future__ import annotations

import os
import sys

ON_WINDOWS = sys.platform.startswith("win")

DECODER_CACHE = "~/.nengo/cache/decoders" if ON_WINDOWS else "~/.cache/nengo/decoders"
"""Where decoders are kept, relative to whatever the home folder is when asked."""


def install_dir() -> str:
    """Folder of the package."""
    return os.path.dirname(os.path.abspath(__file__))


def data_dir() -> str:
    """Folder of system-wide settings, beside the package."""
    return os.path.join(os.path.dirname(install_dir()), "nengo-data")


def cache_dir() -> str:
    """Folder of everything that may be deleted without loss."""
    return os.path.dirname(decoder_cache_dir())


def decoder_cache_dir() -> str:
    """Folder of cached decoders, unless settings say otherwise."""
    if not ON_WINDOWS and "XDG_CACHE_HOME" in os.environ:
        return os.path.join(os.environ["XDG_CACHE_HOME"], "nengo", "decoders")
    return os.path.expanduser(DECODER_CACHE)


def config_dir() -> str:
    """Folder of the user's settings."""
    if not ON_WINDOWS and "XDG_CONFIG_HOME" in os.environ:
        return os.path.join(os.environ["XDG_CONFIG_HOME"], "nengo")
    return os.path.expanduser("~/.nengo" if ON_WINDOWS else "~/.config/nengo")


def nengorc() -> dict[str, str]:
    """Files of settings: those of the ``system``, the ``user`` and the ``project``, in this order.

    Where two set the same option, the later one wins.
    """
    return {
        "system": os.path.join(data_dir(), "nengorc"),
        "user": os.path.join(config_dir(), "nengorc"),
        "project": os.path.join(os.path.abspath(os.curdir), "nengorc"),
    }
