"""The editor from a script or a notebook: ``nengo_gui.GUI`` and ``nengo_gui.serve``.

The editor runs in a process of its own, as the command ``nengo`` does. A model that has a file is
opened from there; one that only exists in memory is packed into a file of a temporary folder.
"""

from __future__ import annotations

import inspect
import pickle
import re
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

INSIDE = "__nengo_model__"
"""Module that a model file is while the editor runs it."""
MODEL_FILE = '''"""A model that a program handed over.

What is changed here changes what is shown, not the program.
"""

import pickle
from pathlib import Path

names = pickle.loads(Path(__file__).with_name("model.pickle").read_bytes())
globals().update(names)
model = names["model"]
'''


class GUI:
    """The editor, opened by a script that makes a model.

    In a model file that the editor itself has opened, ``start`` does nothing but say so: the same
    file can be run as a script and edited.

    Parameters
    ----------
    filename : str, optional
        The model file; usually ``__file__``. By default the file of the caller.
    model : Network, optional
        A model that no file has; then ``locals`` name its objects.
    locals : mapping, optional
        Names of the objects of ``model``.
    editor : bool
        Accepted for compatibility: the code can be hidden on the screen.

    Examples
    --------
    >>> if __name__ == "__main__":
    ...     nengo_gui.GUI(__file__).start()
    """

    def __init__(
        self,
        filename: str | None = None,
        model: Any = None,
        locals: Mapping[str, Any] | None = None,
        editor: bool = True,
    ) -> None:
        self._filename = filename or (None if model is not None else _callers_file())
        self._model = model
        self._names = dict(locals or {})

    def start(self) -> None:
        """Open the editor in a browser, and wait until it is ended (Ctrl-C)."""
        if _inside():
            return
        with _Opened(self._filename, self._model, self._names, browser=True) as opened:
            opened.wait()


class Served:
    """An editor that runs beside a program, until ``stop`` or the end of the ``with`` block.

    Attributes
    ----------
    url : str
        Where it is. Whoever has it can run programs as you: it holds the token.
    """

    def __init__(self, opened: _Opened | None) -> None:
        self.url = "" if opened is None else opened.url
        self._opened = opened

    def stop(self) -> None:
        """End the editor."""
        if self._opened is not None:
            self._opened.stop()

    def __enter__(self) -> Served:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: Any
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"<Nengo at {self.url}>" if self.url else "<Nengo: the editor shows this model>"


def serve(
    model: Any = None,
    filename: str | None = None,
    names: Mapping[str, Any] | None = None,
    browser: bool = True,
    options: tuple[str, ...] = (),
) -> Served:
    """Open the editor and go on with the program.

    Parameters
    ----------
    model : Network, optional
        A model in memory; without it the file is opened.
    filename : str, optional
        A model file. By default, without a model, the file of the caller.
    names : mapping, optional
        Names of the objects of the model. By default the variables of the caller.
    browser : bool
        Whether to show the page in a browser.
    options : tuple of str
        Further arguments of the command ``nengo``.

    Raises
    ------
    ValueError
        If the model cannot be handed to another process; the text says which object is to blame.
    RuntimeError
        If the editor does not start; the text is what it said.
    """
    if _inside():
        return Served(None)
    if model is None:
        filename = filename or _callers_file()
    elif names is None:
        names = callers_names()
    return Served(_Opened(filename, model, dict(names or {}), browser, options))


def callers_names() -> dict[str, Any]:
    """Return the variables of whoever called into this package."""
    return dict(_caller())


class _Opened:
    """``nengo`` in a process of its own."""

    def __init__(
        self,
        filename: str | None,
        model: Any,
        names: dict[str, Any],
        browser: bool,
        options: tuple[str, ...] = (),
    ) -> None:
        self._folder: tempfile.TemporaryDirectory | None = None
        if model is not None:
            packed = _packed(model, names)
            self._folder = tempfile.TemporaryDirectory(prefix="nengo-")
            filename = _unpacking_file(Path(self._folder.name), packed)
        command = [sys.executable, "-m", "nengo_gui", *([filename] if filename else []), *options]
        self._process = subprocess.Popen(
            command if browser else [*command, "--no-browser"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.url = self._wait_for_url()

    def _wait_for_url(self) -> str:
        assert self._process.stdout is not None and self._process.stderr is not None
        for line in self._process.stdout:
            if found := re.search(r"https?://\S+", line):
                return found.group()
        reason = self._process.stderr.read().strip()
        self.stop()
        raise RuntimeError(f"The editor did not start. {reason}")

    def wait(self) -> None:
        print(f"Nengo is at {self.url}\nPress Ctrl-C here to end it.", flush=True)
        try:
            self._process.wait()
        except KeyboardInterrupt:
            pass  # it hears Ctrl-C as well

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGINT)
        self._process.communicate()
        if self._folder is not None:
            self._folder.cleanup()

    def __enter__(self) -> _Opened:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _packed(model: Any, names: dict[str, Any]) -> bytes:
    named = {name: value for name, value in names.items() if _belongs(value, model)}
    try:
        return _pickler().dumps({**named, "model": model})
    except Exception as error:
        raise ValueError(
            f"This model cannot be handed to the editor: {error}. Put it into a file and pass "
            'filename=…, or `pip install "nengo[notebook]"`, which can hand over functions too.'
        ) from error


def _unpacking_file(folder: Path, packed: bytes) -> str:
    """Write a model file that unpacks a model; return its name."""
    (folder / "model.pickle").write_bytes(packed)
    (folder / "model.py").write_text(MODEL_FILE, encoding="utf-8")
    return str(folder / "model.py")


def _pickler() -> Any:
    """Return what packs most: functions of a notebook too, where cloudpickle is installed."""
    try:
        import cloudpickle
    except ImportError:
        return pickle
    return cloudpickle


def _belongs(value: Any, model: Any) -> bool:
    """Say whether a variable names an object of the model."""
    return any(value is obj for obj in (*model.all_objects, *model.all_networks))


def _inside() -> bool:
    """Say whether the editor is running this very file, and that nothing more is to be done."""
    if INSIDE not in sys.modules:
        return False
    warnings.warn("The editor shows this model already, so it is not opened again.", stacklevel=3)
    return True


def _callers_file() -> str | None:
    return _caller().get("__file__")


def _caller() -> Mapping[str, Any]:
    """Return the variables of whoever called into this package."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_globals.get("__name__", "").startswith("nengo_gui."):
        frame = frame.f_back
    return {} if frame is None else {**frame.f_globals, **frame.f_locals}
