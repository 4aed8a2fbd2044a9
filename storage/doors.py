"""What the front door fetches from this room; each function imports what it needs by itself.

The unlock window is painted before any of the costly ones is called.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.clock import SystemClock
    from storage.imports.calendar_files import CalendarFiles
    from storage.keeper import VaultKeeper
    from storage.outbox import FileOutbox
    from storage.pdf.press import Press
    from vault.first_run import FirstRunPorts
    from vault.glance import Glance


def program() -> list[str]:
    """Give what starts this program once more; a frozen one is its own interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, str(Path(__file__).parent.with_name("main.py"))]


def clock() -> SystemClock:
    """Give the computer's clock."""
    from storage.clock import SystemClock

    return SystemClock()


def glance(folder: Path) -> Glance:
    """Look at a vault from outside."""
    from storage.glance import glance

    return glance(folder)


def keeper(folder: Path) -> VaultKeeper:
    """Give what creates and opens the vault in a folder; loads SQLCipher."""
    from storage.keeper import VaultKeeper

    return VaultKeeper(folder, clock())


def press() -> Press:
    """Give what typesets and seals documents."""
    from resources import fonts
    from storage.pdf.press import Press

    return Press(fonts.FOLDER)


def outbox() -> FileOutbox:
    """Give the one way for bytes to leave the vault."""
    from storage.outbox import FileOutbox

    return FileOutbox()


def calendars() -> CalendarFiles:
    """Give what reads calendar files."""
    from storage.imports.calendar_files import CalendarFiles

    return CalendarFiles()


def first_run_ports() -> FirstRunPorts:
    """Give what the first run asks of the computer."""
    import secrets

    from resources import wordlists
    from storage.new_place import look_at
    from storage.new_vault import DrawnVault
    from vault.first_run import FirstRunPorts
    from vault.passphrases import strength_bits

    return FirstRunPorts(
        inspect=look_at,
        words=wordlists.eff_large,
        randbelow=secrets.randbelow,
        strength=strength_bits,
        new_keys=lambda: DrawnVault(secrets.token_bytes),
        keeper_for=keeper,
    )


def make_sample() -> tuple[Path, str]:
    """Make the sample vault to look around in, where it isn't there yet; takes some seconds.

    Answers its folder and its passphrase, which is no secret: nobody in it lives.
    """
    from storage.glance import glance
    from storage.paths import sample_vault
    from storage.sample_vault import make_sample_vault
    from vault.glance import Sight
    from vault.passphrases import encoded
    from vault.samples import SAMPLE_PASSPHRASE

    folder = sample_vault()
    if glance(folder).sight is Sight.NO_VAULT:
        with encoded(SAMPLE_PASSPHRASE) as passphrase:
            make_sample_vault(folder, passphrase, clients=40, notes=600, seed=1)
    return folder, SAMPLE_PASSPHRASE


def remember(folder: Path) -> None:
    """Keep which vault to open next time."""
    from storage.paths import remember_vault

    remember_vault(folder)


def last_theme() -> str:
    """Give the name of the colours that were pinned last, "" where none ever were."""
    from storage.paths import last_theme

    return last_theme()


def remember_theme(name: str) -> None:
    """Keep which colours the unlock window has next time."""
    from storage.paths import remember_theme

    remember_theme(name)


def take_back_outside() -> None:
    """Take away the documents in clear that a crash left for other programs to see."""
    from storage.outside import Outside

    Outside().sweep()


def harden() -> None:
    """Keep other programs of the same user, and crash dumps, away from this process."""
    from storage.hardening import harden_process

    harden_process()
