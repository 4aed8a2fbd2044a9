"""The unlock screen at work: its view, its view model, and what waits for the program behind."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from ui.strings import lock_notice as words
from ui.unlock.view import UnlockView
from ui.unlock.view_model import Problem, UnlockViewModel
from vault import errors
from vault.glance import Glance

if TYPE_CHECKING:
    from vault.ports import Clock


class Unlocker(Protocol):
    """What can open the vault, once it is loaded."""

    def unlock(self, passphrase: bytearray) -> None:
        """Try a passphrase and wipe it."""

    def recover(self, recovery_key: str) -> None:
        """Try a recovery key."""


class UnlockPage(QObject):
    """Passes tries on, also those that were made before the program behind was loaded."""

    other_vault_chosen = Signal(Path)

    def __init__(self, glance: Glance, clock: "Clock") -> None:
        super().__init__()
        self.view = UnlockView()
        self._model = UnlockViewModel(glance, clock)
        self._unlocker: Unlocker | None = None
        self._waiting: Callable[[Unlocker], None] | None = None
        self.view.set_practice(self._model.practice)
        self.view.set_footer(self._model.footer())
        self.view.passphrase_submitted.connect(self._on_passphrase)
        self.view.recovery_submitted.connect(self._on_recovery_key)
        self.view.other_vault_requested.connect(self._on_other_vault)
        self._model.problem.connect(self._on_problem)
        self._model.wait.connect(self.view.set_wait)
        problem = self._model.first_problem()
        if problem is not None:
            self._on_problem(problem)

    def tell_sample_passphrase(self, passphrase: str) -> None:
        """Say how the sample vault opens, which keeps nobody's secrets."""
        self.view.set_practice(words.sample_passphrase(passphrase))

    def connect_to(self, unlocker: Unlocker) -> None:
        """Bring what can open the vault; a try that waited for it is made now."""
        self._unlocker = unlocker
        if self._waiting is not None:
            self._waiting(unlocker)
            self._waiting = None

    def failed(self, error: object) -> None:
        """Show why a try failed."""
        self.view.set_busy(False)
        self._model.failed(error)

    def show_no_vault(self) -> None:
        """Say that the folder that was chosen holds no vault."""
        self._model.failed(errors.NoVaultThere())

    def _on_passphrase(self, passphrase: bytearray) -> None:
        self._try(lambda unlocker: unlocker.unlock(passphrase))

    def _on_recovery_key(self, recovery_key: str) -> None:
        self._try(lambda unlocker: unlocker.recover(recovery_key))

    def _try(self, action: Callable[[Unlocker], None]) -> None:
        self.view.set_busy(True)
        if self._unlocker is None:
            self._waiting = action
        else:
            action(self._unlocker)

    def _on_problem(self, problem: Problem) -> None:
        self.view.show_problem(problem.sentence, problem.next_step, group=problem.group)

    def _on_other_vault(self) -> None:
        from ui.folder_dialog import ask_for_folder  # noqa: PLC0415 -- seldom needed

        ask_for_folder(self.view, self.other_vault_chosen.emit)
