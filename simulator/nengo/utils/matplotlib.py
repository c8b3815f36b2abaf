"""Plots of spikes and of functions on a grid. Matplotlib is imported only when one is drawn."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.exceptions import ValidationError
from nengo.extras import require

has_prop_cycle = True
"""Whether Matplotlib keeps its colours in a cycle of properties; all supported ones do."""

POINTS_PER_INCH = 72


def get_color_cycle() -> list[Any]:
    """List the colours that lines get one after the other."""
    return _matplotlib().rcParams["axes.prop_cycle"].by_key()["color"]


def set_color_cycle(colors: Any, ax: Any = None) -> None:
    """Set the colours that lines get one after the other.

    Parameters
    ----------
    colors : sequence of colours
        The colours.
    ax : Axes, optional
        Where to set them; by default everywhere from now on.
    """
    if ax is not None:
        ax.set_prop_cycle(color=colors)
        return
    from cycler import cycler  # comes with Matplotlib

    _matplotlib().rcParams["axes.prop_cycle"] = cycler("color", colors)


def axis_size(ax: Any = None) -> tuple[float, float]:
    """Return width and height of axes, in pixels.

    Parameters
    ----------
    ax : Axes, optional
        The current ones by default.
    """
    ax = _current(ax)
    box = ax.get_window_extent().transformed(ax.figure.dpi_scale_trans.inverted())
    return box.width * ax.figure.dpi, box.height * ax.figure.dpi


def implot(
    plt_: Any, x: Any, y: Any, Z: Any, ax: Any = None, colorbar: bool = True, **kwargs: Any
) -> None:
    """Draw values on a regular grid as colours.

    Parameters
    ----------
    plt_ : module
        ``matplotlib.pyplot``, or what acts like it.
    x : (n_x,) array-like
        Places of the columns, equally spaced.
    y : (n_y,) array-like
        Places of the rows, equally spaced.
    Z : (n_y, n_x) array-like
        The values; the first row is drawn on top.
    ax : Axes, optional
        Where to draw; the current ones by default.
    colorbar : bool
        Whether to draw a scale beside it.
    **kwargs
        Passed to ``imshow``.

    Raises
    ------
    ValidationError
        If the places are not equally spaced.
    """
    for name, places in (("x", x), ("y", y)):
        steps = np.diff(places)
        if not np.allclose(steps, steps[:1]):
            raise ValidationError(
                "the places are not equally spaced, but an image can show no others. "
                "Sample the function on a regular grid.",
                attr=name,
            )
    ax = plt_.gca() if ax is None else ax
    extent = (x[0], x[-1], y[-1], y[0])
    image = ax.imshow(Z, extent=extent, aspect="auto", **kwargs)
    if colorbar:
        plt_.colorbar(image, ax=ax)


def rasterplot(
    time: Any, spikes: Any, ax: Any = None, use_eventplot: bool = False, **kwargs: Any
) -> Any:
    """Draw a mark for each spike: one row per neuron, the first on top.

    Parameters
    ----------
    time : (n_steps,) array-like
        Times of the steps, in seconds.
    spikes : (n_steps, n_neurons) array-like
        What a probe of neurons recorded; positive where there is a spike.
    ax : Axes, optional
        Where to draw; the current ones by default.
    use_eventplot : bool
        Whether to draw lines of exact height rather than markers. Looks better for few spikes,
        and takes longer for many.
    **kwargs
        ``colors`` (one per neuron) or ``color``; all others are passed to ``eventplot`` or
        ``plot``.

    Returns
    -------
    Axes

    Raises
    ------
    ValidationError
        If there is not one time for each step.
    """
    time, spikes = np.asarray(time), np.asarray(spikes)
    if spikes.ndim != 2 or len(time) != len(spikes):
        raise ValidationError(
            f"have shape {spikes.shape}, but must have one row for each of {len(time)} times and "
            "one column for each neuron.",
            attr="spikes",
        )
    ax = _current(ax)
    n_neurons = spikes.shape[1]
    times = [time[column > 0] for column in spikes.T]
    colors = _neuron_colors(n_neurons, kwargs)
    if use_eventplot:
        ax.eventplot(times, colors=colors, lineoffsets=np.arange(1, n_neurons + 1), **kwargs)
    else:
        _plot_marks(ax, times, colors, kwargs)
    ax.set_ylim(n_neurons + 0.6, 0.4)
    ax.set_yticks(range(1, n_neurons + 1) if n_neurons < 5 else [1, n_neurons])
    if len(time) > 1:
        ax.set_xlim(time[0], time[-1])
    return ax


def _neuron_colors(n_neurons: int, kwargs: dict[str, Any]) -> list[Any]:
    """Take the colours out of the arguments, and repeat them for all neurons."""
    one = kwargs.pop("color", None)
    colors = kwargs.pop("colors", None) or ([one] if one is not None else get_color_cycle())
    return [colors[i % len(colors)] for i in range(n_neurons)]


def _plot_marks(ax: Any, times: list[np.ndarray], colors: list[Any], kwargs: dict) -> None:
    _, height = axis_size(ax)
    row_height = height / max(1, len(times)) * POINTS_PER_INCH / ax.figure.dpi
    style = {"marker": "|", "markersize": row_height, "markeredgewidth": 1, **kwargs}
    for row, (at, color) in enumerate(zip(times, colors, strict=True), start=1):
        ax.plot(at, np.full(len(at), row), linestyle="None", color=color, **style)


def _matplotlib() -> Any:
    require("matplotlib", feature="Plotting")
    import matplotlib

    return matplotlib


def _current(ax: Any) -> Any:
    if ax is not None:
        return ax
    _matplotlib()
    import matplotlib.pyplot as plt

    return plt.gca()
