"""Connections, and the learning rules at work on them."""

from nengo.connection.connection import Connection
from nengo.connection.learning import LearningRule

__all__ = ["Connection", "LearningRule"]
