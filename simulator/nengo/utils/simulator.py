"""In which order the operators of a step run."""

from nengo.engine.order import operator_dependency_graph

__all__ = ["operator_dependency_graph"]
