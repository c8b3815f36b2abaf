"""Notebooks: reading them, and turning them into scripts."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from nengo.exceptions import ValidationError
from nengo.extras import require

HIDE_INPUT = """
<script>
  document.querySelectorAll(".input, .jp-InputArea").forEach((area) => (area.hidden = !area.hidden))
</script>
<p>The code of this notebook is hidden. Run the cell again to show it.</p>
"""


def get_ipython() -> Any:
    """Return the shell we run in, or None."""
    ipython = sys.modules.get("IPython")  # if nobody imported it, we are not in one
    return None if ipython is None else ipython.get_ipython()


def check_ipy_version(min_version: tuple[int, ...]) -> bool:
    """Whether IPython is loaded, and of at least some version, such as ``(5, 0)``."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and tuple(ipython.version_info[: len(min_version)]) >= min_version


def hide_input() -> Any:
    """Make the cells' code in a notebook vanish; display what is returned."""
    require("IPython", feature="Hiding the code of a notebook", install="ipython")
    from IPython.display import HTML

    return HTML(HIDE_INPUT)


def load_notebook(nb_path: str | os.PathLike) -> SimpleNamespace:
    """Read a notebook of format 4.

    Parameters
    ----------
    nb_path : path-like
        The file.

    Returns
    -------
    namespace
        What the file says, with dots: ``notebook.cells[0].source`` is a single text.

    Raises
    ------
    ValidationError
        If the notebook has another format.
    """
    with open(nb_path, encoding="utf-8") as file:
        notebook = json.load(file, object_hook=lambda fields: SimpleNamespace(**fields))
    if getattr(notebook, "nbformat", None) != 4:
        raise ValidationError(
            f"{nb_path} is not a notebook of format 4. "
            "Open it in Jupyter and save it, which converts it.",
            attr="nb_path",
        )
    for cell in notebook.cells:
        cell.source = "".join(cell.source)  # a file may hold a list of lines
    return notebook


def iter_cells(nb: Any, cell_type: str = "code") -> Iterator[Any]:
    """Go through the cells of one kind: ``"code"``, ``"markdown"`` or ``"raw"``."""
    return (cell for cell in nb.cells if cell.cell_type == cell_type)


def export_py(nb: Any, dest_path: str | os.PathLike | None = None) -> str:
    """Turn a notebook into a script.

    Parameters
    ----------
    nb : namespace
        See `load_notebook`.
    dest_path : path-like, optional
        File to write.

    Returns
    -------
    str
        The code; texts and commands to the notebook become comments.
    """
    parts = [
        _without_commands(cell.source) if cell.cell_type == "code" else _comment(cell.source)
        for cell in nb.cells
    ]
    script = "\n\n".join(parts) + "\n"
    if dest_path is not None:
        with open(dest_path, "w", encoding="utf-8") as file:
            file.write(script)
    return script


def _without_commands(code: str) -> str:
    """Comment out lines that only a notebook understands."""
    if code.startswith("%%"):
        return _comment(code)  # the cell is in another language
    lines = code.splitlines()
    return "\n".join(f"# {x}" if x.lstrip().startswith(("%", "!")) else x for x in lines)


def _comment(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())
