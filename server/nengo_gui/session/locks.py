"""Files that say somebody is at work: the system lets go of them for whoever is killed."""

from __future__ import annotations

try:
    import fcntl
except ImportError:  # Windows

    def take(descriptor: int) -> bool:
        """Lock an open file; say whether it is ours now. Without locks nobody knows: it is not."""
        return False

else:

    def take(descriptor: int) -> bool:
        """Lock an open file until it is closed; say whether it is ours now."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
