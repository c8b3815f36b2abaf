"""Settings of the process: numerical precision, decoder cache, progress bars, tracebacks.

Read once at import, from the defaults below and then from the files named by
`nengo.paths.nengorc`. Change them with ``nengo.rc["precision"]["bits"] = "32"``,
before making the model.
"""

from __future__ import annotations

import configparser
import logging
from collections.abc import Iterable, Mapping
from typing import IO, Any

import numpy as np

import nengo.paths as paths

logger = logging.getLogger(__name__)

DEFAULTSECT = configparser.DEFAULTSECT

RC_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "precision": {"bits": 64},
    "decoder_cache": {
        "enabled": True,
        "readonly": False,
        "size": "512 MB",
        "path": paths.DECODER_CACHE,
    },
    "progress": {"progress_bar": "auto"},
    "exceptions": {"simplified": True},
    "nengo.Simulator": {"fail_fast": False, "engine": "auto"},
}


class Settings(configparser.RawConfigParser):
    """The settings of one process, section by section, as a config parser."""

    def __init__(self) -> None:
        super().__init__()
        self.reload_rc()

    @property
    def float_dtype(self) -> np.dtype:
        """Type of all signals and parameters: ``float`` with ``precision.bits`` bits."""
        return np.dtype(f"float{self.get('precision', 'bits')}")

    @property
    def int_dtype(self) -> np.dtype:
        """Type of the step counter: ``int`` with ``precision.bits`` bits."""
        return np.dtype(f"int{self.get('precision', 'bits')}")

    def reload_rc(self, filenames: str | Iterable[str] | None = None) -> None:
        """Forget everything, take the defaults, then read files.

        Parameters
        ----------
        filenames : str or iterable of str, optional
            Files to read, later ones winning. By default those of system, user and project.
        """
        self.clear()
        self.read_dict(RC_DEFAULTS)
        self.read(paths.nengorc().values() if filenames is None else filenames)

    def read_file(self, f: Iterable[str] | IO[str], source: str | None = None) -> None:
        """Read settings from an open file, or any iterable of lines."""
        logger.info("Reading settings from %s", source or getattr(f, "name", "<lines>"))
        super().read_file(f, source)

    def read(self, filenames: Any, encoding: str | None = "utf-8") -> list[Any]:  # type: ignore[override]
        """Read settings from files; those that do not exist are passed over.

        Returns
        -------
        list of str
            The files that were read.
        """
        found = super().read(filenames, encoding)
        logger.info("Read settings from %s", found)
        return found

    def set(self, section: str, option: str, value: Any = None) -> None:
        """Set an option. Whatever the value, its text is kept, as if read from a file."""
        super().set(section, option, None if value is None else str(value))


rc = Settings()
"""The settings in force."""
