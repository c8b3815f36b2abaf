"""nengo-extras works with our Nengo, as it is published."""

import importlib

import pytest

pytest.importorskip("nengo_extras", reason="nengo-extras is not installed")


@pytest.mark.parametrize("module", ["vision", "dists", "plot_spikes", "neurons", "learning_rules"])
@pytest.mark.filterwarnings("default")
def test_module_of_nengo_extras_imports(module):
    """Everything it wants from Nengo is found."""
    importlib.import_module(f"nengo_extras.{module}")
