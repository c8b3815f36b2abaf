"""How many steps are due: simulated time kept level with the wall clock."""

from __future__ import annotations

from collections import deque

SLICE_SECONDS = 0.004
"""Length of a run of steps, between which orders are heard."""
MAX_LAG_SECONDS = 0.2
"""A lag longer than this is forgiven: after a pause of the machine nobody wants a rush."""
RATE_SECONDS = 1.0
"""Stretch over which the rate is measured."""


class Pace:
    """Counts steps that are owed. All times are wall times in seconds, of any one clock.

    Time is summed up rather than compared with a start, so that changes of speed need no care,
    and no step is ever taken early.

    Parameters
    ----------
    dt : float
        Length of a step in simulated seconds.
    """

    def __init__(self, dt: float) -> None:
        self._dt = dt
        self._speed: float | None = 1.0
        self._owed = 0.0  # steps
        self._counted_at: float | None = None
        self._began_at = 0.0
        self._step_seconds = 0.0  # a step's duration of late; 0 while unknown
        self._forgave_at = float("-inf")
        self._marks: deque[tuple[float, float]] = deque()  # (wall, simulated)

    def set_speed(self, speed: float | None) -> None:
        """Set the simulated seconds to pass in a second; None for as fast as possible."""
        self._speed = speed
        self._owed = 0.0

    def hold(self) -> None:
        """Stop counting."""
        self._counted_at = None
        self._owed = 0.0
        self._marks.clear()

    def due(self, now: float) -> int:
        """Return how many steps to take now: none early, and no more than a slice."""
        self._count(now)
        most = self._slice()
        return most if self._speed is None else min(int(self._owed), most)

    def wait(self, now: float) -> float:
        """Return for how long nothing is due; whole slices, so that we do not wake for a step."""
        if self._speed is None:
            return 0.0
        if self._speed <= 0:
            return RATE_SECONDS
        seconds_a_step = self._dt / self._speed
        wanted = max(1.0, SLICE_SECONDS / seconds_a_step)
        return max(0.0, (wanted - self._owed) * seconds_a_step)

    def did(self, n_steps: int, seconds: float, now: float, sim_time: float) -> None:
        """Note that some steps were taken, how long that took, and where time stands."""
        self._owed -= n_steps
        one = seconds / n_steps
        # Quick to notice slow steps, slow to believe in fast ones: a slice must stay short.
        weight = 0.5 if one > self._step_seconds else 0.1
        self._step_seconds += weight * (one - self._step_seconds)
        if not self._marks:
            self._marks.append((self._began_at, sim_time - n_steps * self._dt))
        self._marks.append((now, sim_time))
        while now - self._marks[0][0] > RATE_SECONDS and len(self._marks) > 2:
            self._marks.popleft()

    def rate(self) -> float:
        """Return the simulated seconds per second of late."""
        if len(self._marks) < 2:
            return 0.0
        (first_wall, first_time), (wall, time) = self._marks[0], self._marks[-1]
        return (time - first_time) / (wall - first_wall) if wall > first_wall else 0.0

    def limited(self, now: float) -> bool:
        """Whether the simulation was slower of late than asked."""
        return self._speed is not None and now - self._forgave_at < RATE_SECONDS

    def _count(self, now: float) -> None:
        if self._counted_at is None:
            self._counted_at = self._began_at = now
        elapsed, self._counted_at = now - self._counted_at, now
        if self._speed is None:
            return
        self._owed += elapsed * self._speed / self._dt
        # One step may owe more time than that when it is slow, and must be taken at last.
        if self._owed > max(1.0, MAX_LAG_SECONDS * self._speed / self._dt):
            self._owed = 1.0
            self._forgave_at = now

    def _slice(self) -> int:
        if self._step_seconds == 0:
            return 1
        return max(1, int(SLICE_SECONDS / self._step_seconds))
