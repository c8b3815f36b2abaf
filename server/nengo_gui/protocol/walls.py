"""What both sides of the walls around a model know of them."""

from __future__ import annotations

WALLED = "NENGO_WALLED"
"""Environment variable of workers that the kernel keeps from programs, network and processes."""
