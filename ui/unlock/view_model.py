"""What the unlock screen says, and how long it waits after failures."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ui.strings import errors as error_words
from ui.strings import lock_notice as words
from vault import errors
from vault.glance import Glance, Sight
from vault.ports import Clock

FREE_TRIES = 3
LONGEST_WAIT = 30

_AT_SIGHT: dict[Sight, type[errors.ActionableError]] = {
    Sight.IN_USE: errors.VaultInUse,
    Sight.KEY_FILE_DAMAGED: errors.KeyFileDamaged,
    Sight.KEY_FILE_MISSING: errors.KeyFileMissing,
    Sight.UNREADABLE: errors.FolderReadOnly,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence, the next step, and the recovery key's group that it is about, or 0."""

    sentence: str
    next_step: str
    group: int = 0


class UnlockViewModel(QObject):
    """Turns a glance and failed tries into what the view shows. Waits are in whole seconds."""

    problem = Signal(object)
    wait = Signal(int)

    def __init__(self, glance: Glance, clock: Clock) -> None:
        super().__init__()
        self._glance = glance
        self._clock = clock
        self._failures = 0

    @property
    def practice(self) -> str:
        """The line under the title."""
        return words.practice_line(self._glance.practice)

    def footer(self) -> list[str]:
        """Say what locked the vault and what became of the drafts."""
        lines = []
        if self._glance.locked_at_utc is not None:
            at = self._clock.local(self._glance.locked_at_utc)
            today = at.date() == self._clock.today()
            lines.append(words.locked_because(at, self._glance.reason, today=today))
            lines += self._of_drafts()
        if self._glance.fell_back:
            lines.append(words.key_file_fell_back())
        return lines

    def _of_drafts(self) -> list[str]:
        saved, lost = self._glance.drafts_saved, self._glance.drafts_lost
        if not lost:
            return [words.nothing_lost(saved)] if saved else []
        return [words.lost(lost), *([words.others_saved(saved)] if saved else [])]

    def first_problem(self) -> Problem | None:
        """Say at once what the glance found to be wrong."""
        if self._glance.sight is Sight.TOO_NEW:
            return _as_problem(errors.VaultTooNew(self._glance.needs))
        kind = _AT_SIGHT.get(self._glance.sight)
        return _as_problem(kind()) if kind else None

    def failed(self, error: object) -> None:
        """Say what went wrong; after three wrong passphrases each further one waits longer."""
        self.problem.emit(_as_problem(error))
        if isinstance(error, errors.WrongPassphrase | errors.WrongRecoveryKey):
            self._failures += 1
            if self._failures >= FREE_TRIES:
                self.wait.emit(min(LONGEST_WAIT, 2 ** (self._failures - FREE_TRIES)))


def _as_problem(error: object) -> Problem:
    sentence, next_step = error_words.words_for(error)
    group = error.group if isinstance(error, errors.RecoveryKeyTypo) else 0
    return Problem(sentence, next_step, group)
