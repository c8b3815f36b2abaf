"""The editor within a notebook: ``nengo_gui.widget(model)``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nengo_gui.embed import Served, callers_names, serve

SHOW = """
function render({ model, el }) {
  const link = document.createElement("a")
  link.textContent = "Open Nengo in a tab of its own"
  link.target = "_blank"
  link.rel = "noopener"
  const frame = document.createElement("iframe")
  frame.title = "Nengo"
  frame.style.cssText = "width: 100%; border: 1px solid #8b8d98; border-radius: 8px"
  const show = () => {
    const url = new URL(model.get("url"))
    link.href = url.href
    // Browsers send cookies into a frame only if its name is that of the page around it.
    if (["localhost", "127.0.0.1"].includes(location.hostname)) url.hostname = location.hostname
    frame.height = model.get("height")
    if (frame.src !== url.href) frame.src = url.href
  }
  show()
  model.on("change", show)
  el.append(frame, link)
}
export default { render }
"""


def widget(
    model: Any = None,
    filename: str | None = None,
    names: Mapping[str, Any] | None = None,
    height: int = 640,
    options: tuple[str, ...] = (),
) -> Any:
    """Show a model in a notebook.

    Parameters
    ----------
    model : Network, optional
        A model of the notebook; without it the file is opened.
    filename : str, optional
        A model file.
    names : mapping, optional
        Names of the objects of the model. By default the variables of the caller.
    height : int
        Of the widget, in pixels.
    options : tuple of str
        Further arguments of the command ``nengo``.

    Returns
    -------
    anywidget.AnyWidget
        With the traits ``url`` and ``height``; ``served`` is the editor behind it, which ends with
        ``close``.

    Raises
    ------
    ImportError
        Without the extra ``notebook``.
    """
    kind = _widget_type()
    if model is not None and names is None:
        names = callers_names()
    options = ("--framed", "--port", "0", *options)
    return kind(serve(model, filename, names, browser=False, options=options), height)


def _widget_type() -> type:
    try:
        import anywidget
        import traitlets
    except ImportError as error:
        raise ImportError(
            'Notebooks need two more packages: pip install "nengo[notebook]"'
        ) from error

    class Widget(anywidget.AnyWidget):
        """A frame that shows the editor."""

        _esm = SHOW
        url = traitlets.Unicode().tag(sync=True)
        height = traitlets.Int().tag(sync=True)

        def __init__(self, served: Served, height: int) -> None:
            super().__init__(url=served.url, height=height)
            self.served = served

        def close(self) -> None:
            """Take it out of the notebook, and end the editor."""
            self.served.stop()
            super().close()

    return Widget
