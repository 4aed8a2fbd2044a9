"""What can go wrong, as facts.

Sentences live in `ui/strings`; secrets and client data never appear in an error.
"""

# ruff: noqa: N818 -- an error is named for what happened: `WrongPassphrase`, not `…Error`.

from collections.abc import Iterable
from enum import StrEnum


class CasekeepError(Exception):
    """Everything that Casekeep raises on purpose."""


class ActionableError(CasekeepError):
    """The user can do something about it."""


class FaultError(CasekeepError):
    """Our fault: reported quietly, without content."""


class Stopped(CasekeepError):
    """A reading was stopped because nobody waits for its answer any more."""


class WrongPassphrase(ActionableError):
    """The key file is whole, and the passphrase doesn't open it."""


class WrongRecoveryKey(ActionableError):
    """The recovery key is well formed, and doesn't open this vault."""


class RecoveryKeyTypo(ActionableError):
    """One group of a recovery key can't be right.

    `group` counts from 1; a group that is missing has the number that it would have.
    """

    def __init__(self, group: int) -> None:
        super().__init__(group)
        self.group = group


class Damage(StrEnum):
    """How a key file came to be unusable, as far as it can be known."""

    BROKEN = "broken"
    """Bytes are missing or changed by accident."""
    ALTERED = "altered"
    """Whole by its checksum, yet not as this vault wrote it: somebody changed it."""


class KeyFileDamaged(ActionableError):
    """No copy of the key file can be used."""

    def __init__(self, damage: Damage = Damage.BROKEN) -> None:
        super().__init__(damage)
        self.damage = damage


class KeyFileMissing(ActionableError):
    """The vault's folder is there, its key file and the key file's spare copy are not."""


class DatabaseDamaged(ActionableError):
    """The key file is sound, and the database can't be read with its key."""


class DatabaseMissing(ActionableError):
    """The key file is sound, and there is no database beside it."""


class ProcessNotesDamaged(ActionableError):
    """The passphrase is right, and the process notes can't be read with their key."""


class ProcessNotesMissing(ActionableError):
    """There were process notes beside the records, and their file isn't there any more."""


class VaultTooNew(ActionableError):
    """A newer Casekeep wrote this vault; `needs` is the oldest version that may open it."""

    def __init__(self, needs: str) -> None:
        super().__init__(needs)
        self.needs = needs


class NotEnoughMemory(ActionableError):
    """Unlocking needs more free memory (`memory_kib`) than the computer has."""

    def __init__(self, memory_kib: int) -> None:
        super().__init__(memory_kib)
        self.memory_kib = memory_kib


class VaultInUse(ActionableError):
    """Another window or command holds this vault."""


class VaultAlreadyThere(ActionableError):
    """A vault would be created where one stands."""


class NoVaultThere(ActionableError):
    """The folder holds no vault."""


class FolderReadOnly(ActionableError):
    """The vault's folder or file may not be written (or read) by this user."""


class FolderGone(ActionableError):
    """The folder was removed, renamed or unmounted."""


class NotAFile(ActionableError):
    """A folder, or a link that leads round in a circle, stands where a file belongs."""


class DiskFull(ActionableError):
    """No space, or no quota, is left."""


class DiskFault(ActionableError):
    """The disk failed to read or to write."""


class PassphraseTooWeak(ActionableError):
    """A passphrase of one's own is easier to guess than the floor; `bits` is its estimate."""

    def __init__(self, bits: float) -> None:
        super().__init__(bits)
        self.bits = bits


class ChangedElsewhere(ActionableError):
    """What is stored is newer than what was edited."""


class NoteSigned(ActionableError):
    """A signed note can't be changed; an addendum can be written."""


class MeetingHasNote(ActionableError):
    """A note or a measure is about this meeting, so that it stays."""


class MeetingHeld(ActionableError):
    """A signed note is about this meeting, so that it can't change; an addendum can be written."""


class StillNamed(ActionableError):
    """A note or a meeting names this member, who can leave but not be taken away."""


class NotACalendar(ActionableError):
    """The file isn't a calendar that can be read."""


class CalendarTooLarge(ActionableError):
    """A calendar file holds more than can be gone through."""


class DocumentTooLarge(ActionableError):
    """A document is larger than `most_bytes`."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__(most_bytes)
        self.most_bytes = most_bytes


class SourceTrouble(StrEnum):
    """Why a file can't be taken in, as far as the system tells."""

    GONE = "gone"
    FOLDER = "folder"
    NOT_ALLOWED = "not_allowed"
    CHANGED = "changed"
    """It grew or shrank while it was read."""
    OURS = "ours"
    """It belongs to the vault itself."""
    OTHER = "other"


class SourceUnreadable(ActionableError):
    """A file that is to be added can't be read, isn't a file, or changes while it is read."""

    def __init__(self, trouble: SourceTrouble = SourceTrouble.OTHER) -> None:
        super().__init__(trouble)
        self.trouble = trouble


class DocumentEmpty(ActionableError):
    """A file that is to be added has no content."""


class DocumentThere(ActionableError):
    """The same content is among the same records already, as the document of this number."""

    def __init__(self, document_id: int) -> None:
        super().__init__(document_id)
        self.document_id = document_id


class TagUndecided(ActionableError):
    """Somebody has to say whom a document is about in the unit that it is to go to."""


class ContentDamaged(ActionableError):
    """A document's stored bytes are missing, or aren't those that were stored."""


class ContentUnreadable(ActionableError):
    """A document is whole and can't be shown; `locked` where it asks for a password of its own."""

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__(locked)
        self.locked = locked


class ContentGivenUp(ActionableError):
    """Reading a content took too much time or memory, or ended the process that read it."""


class UnderLegalHold(ActionableError):
    """A client's records are on hold, so nothing of them may be destroyed."""


class Problem(StrEnum):
    """What is wrong with one field."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    NOT_TEXT = "not_text"
    NOT_A_DATE = "not_a_date"
    SHORT_YEAR = "short_year"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"
    END_BEFORE_START = "end_before_start"
    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_CHOICE = "unknown_choice"
    ALREADY_TAKEN = "already_taken"


class InvalidField(ActionableError):
    """One field can't be accepted as it stands."""

    def __init__(self, field: str, problem: Problem) -> None:
        super().__init__(field, problem)
        self.field = field
        self.problem = problem


class OutOfOrder(ActionableError):
    """The step can't be taken in the lifecycle's present state."""

    def __init__(self, state: str, step: str) -> None:
        super().__init__(state, step)
        self.state = state
        self.step = step


class ReleaseBlocked(ActionableError):
    """The release gate says no; `reasons` are its codes, in the gate's order."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(*self.reasons)
