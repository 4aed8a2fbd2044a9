"""Where things lie on this computer."""

import os
import sys
from pathlib import Path

from storage.files import write_durably
from vault.errors import ActionableError


def default_vault() -> Path:
    """Give the folder that a first vault is proposed for."""
    return _data_home() / "casekeep" / "vault"


def sample_vault() -> Path:
    """Give the folder of the sample vault, apart from every real one."""
    return _data_home() / "casekeep" / "sample-vault"


def last_vault() -> Path:
    """Give the folder of the vault that was open last, else the one that is proposed first."""
    text = _remembered("last-vault")
    folder = Path(text)
    return folder if folder.is_absolute() and not {"\0", "\n"} & set(text) else default_vault()


def remember_vault(folder: Path) -> None:
    """Keep which vault to open next time."""
    _remember("last-vault", str(folder.absolute()))


def last_theme() -> str:
    """Give the name of the colours that were pinned last, "" where none ever were."""
    return _remembered("theme")


def remember_theme(name: str) -> None:
    """Keep which colours the unlock window has next time, before any vault can say so."""
    _remember("theme", name)


def _remembered(name: str) -> str:
    try:
        return (_config_home() / "casekeep" / name).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _remember(name: str, line: str) -> None:
    """Keep a line outside the vault: which vault, and which colours, are all that stands there.

    What can't be written is not kept: it is a convenience.
    """
    path = _config_home() / "casekeep" / name
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_durably(path, f"{line}\n".encode())
    except (ActionableError, OSError, ValueError):
        return


def _data_home() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _config_home() -> Path:
    if sys.platform in {"darwin", "win32"}:
        return _data_home()
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
