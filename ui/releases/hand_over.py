"""The last step: six words, a place, and the file is out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from resources import wordlists
from ui.open_vault import OpenVault
from ui.releases.destination import Refusal, refusal
from ui.tasks import Op
from vault.changes import Changes, Noun
from vault.errors import FaultError
from vault.passphrases import six_words
from vault.releases import HandedOver, Prepared, Sealed


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is told after handing over; `at` is local time."""

    handed: HandedOver
    destination: Path
    at: datetime


class HandOver(QObject):
    """Seals a prepared file, writes it and records the disclosure.

    `changed` comes with anything that is shown of it; `trouble` carries an error or a Refusal,
    None when it is over. `renewed` says that other words stood here before for the same file.
    """

    changed = Signal()
    trouble = Signal(object)

    def __init__(
        self,
        vault: OpenVault,
        vault_folder: Callable[[], Path],
        randbelow: Callable[[int], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._vault_folder = vault_folder
        self._randbelow = randbelow
        self.password = ""
        self.destination: Path | None = None
        self.busy = False
        self.receipt: Receipt | None = None
        self.renewed = False
        self._behind_cover = ""
        self._turn = 0

    @property
    def vault_folder(self) -> Path:
        """The folder of the vault that is open, where nothing may be handed over to."""
        return self._vault_folder()

    @property
    def has_open_words(self) -> bool:
        """Whether words were drawn, and maybe noted, for a file that isn't out yet."""
        return bool(self.password or self._behind_cover) and self.receipt is None

    def start(self) -> None:
        """Draw a password where there is none yet."""
        if not self.password and self.receipt is None:
            self.new_password()

    def new_password(self) -> None:
        """Draw six other words."""
        if not self.busy and self.receipt is None:
            self.renewed = self.renewed or bool(self.password)
            self.password = six_words(wordlists.eff_large(), self._randbelow)
            self.changed.emit()

    def note_words_before(self) -> None:
        """Know that other words were shown for this file before a lock, which forgot them."""
        self.renewed = True
        self.changed.emit()

    def hide(self) -> None:
        """Take the words away until `show`; what is being sealed with them is dropped.

        They are kept in memory: somebody has noted them, and nobody else knows them.
        """
        self._behind_cover = self._behind_cover or self.password
        self.password = ""
        self.changed.emit()

    def show(self) -> None:
        """Give back the words that `hide` kept."""
        if self._behind_cover:
            self.password, self._behind_cover = self._behind_cover, ""
            self.changed.emit()

    def reset(self, *, renewed: bool = False) -> None:
        """Begin anew, for another release; `renewed` where there were other words for it."""
        self._turn += 1
        self.renewed = renewed
        self.destination = None
        self.receipt = None
        self.password = self._behind_cover = ""
        self.changed.emit()

    def choose(self, destination: Path) -> None:
        """Take the place that the file is to be written to, unless it may not be there."""
        folder = self.vault_folder

        def judged(why: Refusal | None) -> None:
            self.destination = destination if why is None else None
            self.trouble.emit(why)
            self.changed.emit()

        op = Op(self, lambda: refusal(destination, folder)).success(judged)
        op.failure(self.trouble.emit).fault(self._on_fault).on(self._vault.tasks.outside)

    def act(self, prepared: Prepared) -> None:
        """Hand over; nothing happens without a place and a password, or a second time."""
        destination, password = self.destination, self.password
        if destination is None or not password or self.busy or self.receipt is not None:
            return
        self.busy = True
        self.trouble.emit(None)
        self.changed.emit()
        folder = self.vault_folder

        def looked(why: Refusal | None) -> None:
            if why is None:
                self._seal(prepared, password, destination)
            else:
                self._on_failed(why)

        op = Op(self, lambda: refusal(destination, folder)).success(looked)
        op.failure(self._on_failed).fault(self._on_fault).on(self._vault.tasks.outside)

    def _seal(self, prepared: Prepared, password: str, destination: Path) -> None:
        releases = self._vault.cabinet.releases

        def sealed(outcome: Sealed) -> None:
            if password != self.password:
                self._on_failed(None)
            else:
                self._write(outcome, destination)

        op = Op(self, lambda: releases.seal(prepared, password)).success(sealed)
        op.failure(self._on_failed).fault(self._on_fault).on(self._vault.tasks.aside)

    def _write(self, sealed: Sealed, destination: Path) -> None:
        """Let the file go, beside the database: a slow stick keeps no draft from being stored."""
        clock, tasks, turn = self._vault.clock, self._vault.tasks, self._turn
        releases = self._vault.cabinet.releases

        def written(handed: HandedOver) -> None:
            self.busy = False
            if turn == self._turn:
                self.receipt = Receipt(handed, destination, clock.local(clock.now_utc()))
            self.changed.emit()

        def not_written(why: object) -> None:
            # A delivery that failed is among the disclosures too.
            self._vault.hub.announce(Changes.of(Noun.DISCLOSURE))
            self._on_failed(why)

        op = Op(self, lambda: releases.hand_over(sealed, destination, tasks.wait_for))
        op.success(written).failure(not_written).fault(lambda: not_written(FaultError()))
        op.on(tasks.outside)

    def _on_fault(self) -> None:
        self._on_failed(FaultError())

    def _on_failed(self, why: object) -> None:
        self.busy = False
        self.trouble.emit(why)
        self.changed.emit()
