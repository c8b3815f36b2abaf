"""What well-known libraries import from Nengo can be imported from ours.

``imported_names.json`` lists module, then names, as counted in nengo-spa, nengo-extras, nengolib,
nengo-gui, nengo-dl, nengo-ocl and models. Not listed: Nengo's private copy of SciPy, and the
functions of its test suite.
"""

import importlib
import json
from pathlib import Path

import pytest

IMPORTED = json.loads((Path(__file__).parent / "imported_names.json").read_text())


def resolve(path):
    """Return a module, or what is reached from one by dots."""
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError:
        parent, _, name = path.rpartition(".")
        return getattr(resolve(parent), name)


@pytest.mark.parametrize("module", IMPORTED)
def test_names_others_import_are_there(module):
    """``from module import name`` works for every name."""
    for name in IMPORTED[module]:
        try:
            getattr(resolve(module), name)
        except AttributeError:
            resolve(f"{module}.{name}")
