"""``obj.param = nengo.Default``."""

from __future__ import annotations

from typing import Any

from nengo.config.config import Config
from nengo.exceptions import ValidationError
from nengo.params import Default
from nengo.rc import rc


class SupportDefaultsMixin:
    """Lets ``obj.param = nengo.Default`` mean the default in force here."""

    def __setattr__(self, name: str, value: Any) -> None:
        if value is Default:
            value = Config.default(type(self), name)
        if not rc.getboolean("exceptions", "simplified"):
            super().__setattr__(name, value)
            return
        try:
            super().__setattr__(name, value)
        except ValidationError as error:
            # The user's line is what matters; how we checked it is noise.
            simplified = error.with_traceback(None)
        else:
            return
        raise simplified from None
