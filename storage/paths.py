"""Where things lie on this computer."""

import os
import sys
from pathlib import Path


def default_vault() -> Path:
    """Give the folder that a first vault is proposed for."""
    return _data_home() / "casekeep" / "vault"


def last_vault() -> Path:
    """Give the folder of the vault that was open last, else the one that is proposed first."""
    try:
        text = _pointer().read_text(encoding="utf-8").strip()
    except OSError:
        return default_vault()
    return Path(text) if text and "\0" not in text else default_vault()


def remember_vault(folder: Path) -> None:
    """Keep which vault to open next time; a path is all that stands outside the vault.

    What can't be written is not kept: it is a convenience.
    """
    try:
        _pointer().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _pointer().write_text(f"{folder.absolute()}\n", encoding="utf-8")
    except OSError:
        return


def _pointer() -> Path:
    return _config_home() / "casekeep" / "last-vault"


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
