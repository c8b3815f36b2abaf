"""Running tests of models on any simulator that follows ours, and with any neuron type.

Options, each on the command line or in the configuration file of pytest:

``--simulator``, ``nengo_simulator``
    Dotted path of what the fixture `Simulator` gives; ``nengo.Simulator`` by default.
``--neurons``, ``nengo_neurons``
    Dotted paths, or names in `nengo`, of the neuron types that ``nl`` goes through. All by default.
``nengo_test_unsupported``
    Tests that a simulator cannot pass: a pattern of test ids, then the reason in quotes, and so
    on. They are skipped; with ``--unsupported`` they run, and are expected to fail.
"""

from __future__ import annotations

import fnmatch
import importlib
import shlex
from typing import Any

import pytest

NEURON_FIXTURES = {
    "nl": lambda neuron_type: True,
    "AnyNeuronType": lambda neuron_type: True,
    "nl_nodirect": lambda neuron_type: neuron_type.__name__ != "Direct",
    "NonDirectNeuronType": lambda neuron_type: neuron_type.__name__ != "Direct",
    "nl_positive": lambda neuron_type: not neuron_type.negative,
    "PositiveNeuronType": lambda neuron_type: not neuron_type.negative,
}
"""Name of a fixture → whether it goes through a neuron type."""

ALL_NEURONS = [
    "AdaptiveLIF",
    "AdaptiveLIFRate",
    "Direct",
    "Izhikevich",
    "LIF",
    "LIFRate",
    "RectifiedLinear",
    "Sigmoid",
    "SpikingRectifiedLinear",
    "Tanh",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    group = parser.getgroup("nengo", "models of neurons")
    group.addoption("--simulator", default=None, help="dotted path of the simulator under test")
    group.addoption("--neurons", default=None, help="neuron types, separated by commas")
    group.addoption(
        "--unsupported", action="store_true", help="run what the simulator does not support"
    )
    parser.addini("nengo_simulator", "dotted path of the simulator under test", default=None)
    parser.addini("nengo_neurons", "neuron types under test", type="linelist", default=[])
    parser.addini("nengo_test_unsupported", "tests to skip, and why", type="linelist", default=[])


@pytest.fixture
def Simulator(request: pytest.FixtureRequest) -> Any:
    """Give the simulator under test."""
    path = request.config.getoption("--simulator") or request.config.getini("nengo_simulator")
    return _find(path or "nengo.Simulator")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for neuron types once with each."""
    for fixture, accepts in NEURON_FIXTURES.items():
        if fixture in metafunc.fixturenames:
            types = [t for t in _neuron_types(metafunc.config) if accepts(t)]
            metafunc.parametrize(fixture, types, ids=[t.__name__ for t in types])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that the simulator does not support."""
    words = shlex.split(" ".join(config.getini("nengo_test_unsupported")))
    unsupported = list(zip(words[::2], words[1::2], strict=True))
    mark = pytest.mark.xfail if config.getoption("--unsupported") else pytest.mark.skip
    for item in items:
        for pattern, reason in unsupported:
            if fnmatch.fnmatch(item.nodeid.replace("::", ":"), f"*{pattern.replace('::', ':')}"):
                item.add_marker(mark(reason=reason))


def _neuron_types(config: pytest.Config) -> list[Any]:
    option = config.getoption("--neurons")
    names = option.split(",") if option else config.getini("nengo_neurons") or ALL_NEURONS
    return [_find(name if "." in name else f"nengo.{name}") for name in names]


def _find(path: str) -> Any:
    """Import what a dotted path names."""
    # By name, because the simulator under test may be another one, and stands above us.
    module, _, name = path.strip().rpartition(".")
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise pytest.UsageError(
            f"{path!r} cannot be imported. Write a dotted path such as nengo.Simulator."
        ) from error
