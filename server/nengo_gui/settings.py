"""Everything that can be chosen when the server starts; each with its default and its sentence."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from importlib import metadata, resources
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

DEFAULT_PORT = 8080
Sandbox = Literal["require", "auto", "off"]


@dataclass(frozen=True)
class Settings:
    """What the command line decides; nothing of it changes while the server runs."""

    path: str | None = None
    """Model to show first, as the screen names it: in the workspace, or ``example:…``."""
    play: bool = False
    """Let time pass as soon as that model is open."""
    workspace: Path = field(default_factory=Path.cwd)
    """Folder whose models can be opened and saved, and no others."""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = DEFAULT_PORT
    """Port to listen on; when it is taken, the next free one. 0 lets the system choose."""
    allowed: tuple[str, ...] = ()
    """Further names the server is reached by; ``https://name`` is that of a proxy before it."""
    certificate: Path | None = None
    """Certificate to encrypt with, in PEM form; without one, nothing is encrypted."""
    key: Path | None = None
    """Private key of that certificate."""
    password: bool = False
    """Let people in by the password that was chosen, not by the link alone."""
    framed: bool = False
    """Let notebooks of this machine show the page within theirs."""
    config: Path = field(default_factory=lambda: config_folder())
    """Folder of what was chosen for all runs, such as the password."""
    open_browser: bool = True
    """Show the page in a browser when the server is up."""
    screen: Path = field(default_factory=lambda: screen_folder())
    """Folder of the built screen."""
    state: Path = field(default_factory=lambda: state_folder())
    """Folder of what is remembered from run to run, such as text that was never saved."""
    sandbox: Sandbox = "auto"
    """Whether models must be walled in, or are not; by default, as well as this machine can."""
    memory: int | None = None
    """Bytes of memory a model may use; None for half of this machine's."""
    idle_minutes: float = 10.0
    """A running model that nobody watches is paused after this many minutes."""
    kept_seconds: float = 60.0
    """Simulated seconds of samples kept for screens that join later."""
    kept_bytes: int = 16 << 20
    """Most memory those samples may take, for each open model."""
    awake_models: int = 6
    """Models kept in memory although no screen shows them; older ones load again when opened."""
    disk_poll_seconds: float = 1.0
    """How often open files are looked at for changes made elsewhere."""
    sidecar_delay_seconds: float = 1.0
    """Rest after the last change of layout before it is written beside the model."""

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def reach(self) -> Literal["here", "encrypted", "open"]:
        """Who can reach the server."""
        if self.loopback:
            return "encrypted" if any("://" in name for name in self.allowed) else "here"
        return "open" if self.certificate is None else "encrypted"


def is_loopback(host: str) -> bool:
    """Say whether an address or name means this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def version() -> str:
    """Return the version of the installed distribution."""
    try:
        return metadata.version("nengo")
    except metadata.PackageNotFoundError:
        return "unreleased"  # a checkout that is on the path without being installed


def engine() -> str:
    """Return what models run on here, once it is loaded; the server itself never imports it."""
    return "compiled" if find_spec("numba") else "numpy"


def screen_folder() -> Path:
    """Return where the built screen lies, or will lie."""
    return Path(str(resources.files("nengo_gui"))) / "_static"


def state_folder() -> Path:
    """Return where this user's programs keep what they remember; it need not exist."""
    return _user_folder("XDG_STATE_HOME", ".local/state")


def config_folder() -> Path:
    """Return where this user's programs keep what was chosen; it need not exist."""
    return _user_folder("XDG_CONFIG_HOME", ".config")


def _user_folder(variable: str, usual: str) -> Path:
    # The standard asks to ignore paths that are not absolute.
    chosen = Path(os.environ.get(variable, ""))
    if chosen.is_absolute():
        return chosen / "nengo"
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "nengo"
    return Path.home() / usual / "nengo"


def examples_folder() -> Path | None:
    """Return the built-in examples: those of the wheel, or the checkout's own folder."""
    package = Path(str(resources.files("nengo_gui")))
    candidates = [package / "_examples", package.parent.parent / "examples"]
    return next((folder for folder in candidates if folder.is_dir()), None)
