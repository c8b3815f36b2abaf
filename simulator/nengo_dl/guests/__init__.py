"""Functions and layers of other frameworks, in a form that the engine can compile."""

from nengo_dl.guests.base import Guest
from nengo_dl.guests.recognise import as_guest

__all__ = ["Guest", "as_guest"]
