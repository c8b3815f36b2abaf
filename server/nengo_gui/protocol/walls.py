"""What both sides of the walls around a model know of them."""

from __future__ import annotations

FAULT = 70
"""Exit status of a worker that failed by a fault of its own: EX_SOFTWARE of <sysexits.h>."""
WALLED = "NENGO_WALLED"
"""Environment variable of workers that the kernel keeps from programs, network and processes."""
