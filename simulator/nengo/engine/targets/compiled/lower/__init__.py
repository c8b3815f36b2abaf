"""From operators to rows of the table.

``lower(plan, steps, signals)`` is the only name others need. An operator whose kind, types or
memory layout no kernel takes becomes a row that calls Python: its NumPy step, on the same arrays.
"""

from nengo.engine.targets.compiled.lower.plan import lower

__all__ = ["lower"]
