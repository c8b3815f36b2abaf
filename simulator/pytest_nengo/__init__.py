"""The plugin of `nengo.utils.pytest_plugin` under its published name: ``pytest -p pytest_nengo``.

It is not registered by itself: its options and fixtures would then be everybody's.
"""

from nengo.utils.pytest_plugin import (
    Simulator,
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_generate_tests,
)

__all__ = [
    "Simulator",
    "pytest_addoption",
    "pytest_collection_modifyitems",
    "pytest_generate_tests",
]
