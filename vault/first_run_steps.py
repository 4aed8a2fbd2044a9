"""What each step of the first run asks, holds and refuses.

Slow questions (a look at the folder, the strength of a passphrase) are handed out as callables
to run elsewhere; their answers are told back, and an answer about something that has changed
since is ignored. What is typed arrives in a bytearray, which the step wipes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from vault import header, passphrases, recovery
from vault.errors import InvalidField, Problem
from vault.keys import SecretBytes
from vault.ports import NewVault
from vault.profile import Profile
from vault.settings import Settings

Guard = Callable[[], None]
"""Raises OutOfOrder when nothing may be changed any more."""


class Reason(StrEnum):
    """Why a step can't be left yet, where it isn't a `Problem` of the text itself."""

    NOT_CHECKED = "not_checked"
    """The answer to a slow question isn't there yet."""
    NOT_WRITABLE = "not_writable"
    NOT_EMPTY = "not_empty"
    VAULT_THERE = "vault_there"
    SYNCED = "synced"
    """The folder is copied to other computers, and nobody said that this is wanted."""
    TOO_WEAK = "too_weak"
    DIFFERENT = "different"
    NOT_KEPT = "not_kept"
    """The recovery kit was neither printed nor saved."""
    WRONG_GROUP = "wrong_group"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of one field; `group` is the recovery key's, counted from 1."""

    field: str
    reason: Reason | Problem
    group: int = 0


@dataclass(frozen=True, slots=True)
class PlaceReport:
    """What was found out about a folder for a new vault.

    `trouble` rules it out; `synced_by` names the service that would copy it, where one does.
    """

    folder: Path
    trouble: Reason | None = None
    synced_by: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How hard one's own passphrase is to guess; `typed` counts which one was judged."""

    typed: int
    bits: float = 0.0
    problem: Problem | None = None


class KitKept(StrEnum):
    """How a recovery kit left the screen."""

    PRINTED = "printed"
    SAVED = "saved"


class PlaceStep:
    """Where the vault lives."""

    def __init__(
        self, proposed: Path, inspect: Callable[[Path], PlaceReport], guard: Guard
    ) -> None:
        self._inspect = inspect
        self._guard = guard
        self._folder = proposed
        self._report: PlaceReport | None = None
        self._synced_accepted = False

    @property
    def folder(self) -> Path:
        """The folder chosen so far, the proposed one at first."""
        return self._folder

    @property
    def report(self) -> PlaceReport | None:
        """What is known about the chosen folder, None until `inspected`."""
        return self._report

    @property
    def synced_accepted(self) -> bool:
        """Whether the counselor wants this folder although it is copied elsewhere."""
        return self._synced_accepted

    def choose(self, folder: Path) -> None:
        """Choose another folder; what was known about the one before is dropped."""
        self._guard()
        if folder != self._folder:
            self._folder = folder
            self._report = None
            self._synced_accepted = False

    def inspection(self) -> Callable[[], PlaceReport]:
        """Give the look at the chosen folder, to run where a slow disk holds nobody up."""
        folder = self._folder
        return lambda: self._inspect(folder)

    def inspected(self, report: PlaceReport) -> None:
        """Tell what was found out."""
        if report.folder == self._folder:
            self._report = report

    def accept_synced(self, *, accepted: bool) -> None:
        """Say whether a folder that is copied elsewhere is wanted all the same."""
        self._guard()
        self._synced_accepted = accepted

    def look_again(self) -> None:
        """Drop what is known about the folder, which has changed."""
        self._report = None

    def obstacles(self) -> list[Obstacle]:
        """Say what is wrong with the folder."""
        if not self._folder.is_absolute():
            return [Obstacle("folder", Problem.EMPTY)]
        if self._report is None:
            return [Obstacle("folder", Reason.NOT_CHECKED)]
        if self._report.trouble:
            return [Obstacle("folder", self._report.trouble)]
        if self._report.synced_by and not self._synced_accepted:
            return [Obstacle("folder", Reason.SYNCED)]
        return []


class PassphraseStep:
    """Six words, or a passphrase of one's own; either is typed to the end before it counts.

    The six words are shown and typed once, one's own is typed twice.
    """

    def __init__(
        self,
        words: Callable[[], Sequence[str]],
        randbelow: Callable[[int], int],
        strength: Callable[[str], float],
        guard: Guard,
    ) -> None:
        self._words = words
        self._randbelow = randbelow
        self._strength = strength
        self._guard = guard
        self._offered = SecretBytes(b"")
        self._own = SecretBytes(b"")
        self._again = SecretBytes(b"")
        self._uses_own = False
        self._typed = 0
        self._judgement: Judgement | None = None

    @property
    def offered(self) -> str:
        """The six words on offer; empty until `draw`."""
        return self._offered.buffer.decode()

    @property
    def own(self) -> str:
        """One's own passphrase as typed so far."""
        return self._own.buffer.decode()

    @property
    def again(self) -> str:
        """The repetition as typed so far."""
        return self._again.buffer.decode()

    @property
    def uses_own(self) -> bool:
        """Whether the counselor types a passphrase of their own."""
        return self._uses_own

    @property
    def judgement(self) -> Judgement | None:
        """How hard the typed passphrase is to guess, None until `judged`."""
        return self._judgement

    @property
    def chosen(self) -> SecretBytes:
        """The passphrase as it stands, still the step's to wipe."""
        return self._own if self._uses_own else self._offered

    def draw(self) -> None:
        """Offer six words; what was typed of earlier ones is wiped."""
        self._guard()
        self._offered.wipe()
        drawn = passphrases.six_words(self._words(), self._randbelow)
        self._offered = SecretBytes(drawn.encode())
        self._again = _taken(self._again)

    def use_own(self, *, own: bool) -> None:
        """Choose between the six words and a passphrase of one's own."""
        self._guard()
        if own != self._uses_own:
            self._uses_own = own
            self._again = _taken(self._again)

    def type_own(self, typed: bytearray) -> None:
        """Take a passphrase of one's own, NFC in UTF-8."""
        self._guard()
        self._own = _taken(self._own, typed)
        self._typed += 1
        self._judgement = None

    def type_again(self, typed: bytearray) -> None:
        """Take the repetition, NFC in UTF-8."""
        self._guard()
        self._again = _taken(self._again, typed)

    def judging(self) -> Callable[[], Judgement]:
        """Give the estimate of the typed passphrase's strength; the first one loads words."""
        number, text = self._typed, self._own.buffer.decode()

        def judge() -> Judgement:
            try:
                return Judgement(number, self._strength(text))
            except InvalidField as error:
                return Judgement(number, problem=error.problem)

        return judge

    def judged(self, judgement: Judgement) -> None:
        """Tell the estimate."""
        if judgement.typed == self._typed:
            self._judgement = judgement

    def wipe(self) -> None:
        """Forget every passphrase, and what was found out about it."""
        self._offered = _taken(self._offered)
        self._own = _taken(self._own)
        self._again = _taken(self._again)
        self._typed += 1
        self._judgement = None

    def obstacles(self) -> list[Obstacle]:
        """Say what is wrong with the passphrase or its repetition."""
        if (reason := self._own_reason()) and self._uses_own:
            return [Obstacle("own", reason)]
        if not self._again.buffer:
            return [Obstacle("again", Problem.EMPTY)]
        if self._again != self.chosen:
            return [Obstacle("again", Reason.DIFFERENT)]
        return []

    def _own_reason(self) -> Reason | Problem | None:
        if not self._own.buffer:
            return Problem.EMPTY
        if self._judgement is None:
            return Reason.NOT_CHECKED
        weak = self._judgement.bits < passphrases.FLOOR_BITS
        return self._judgement.problem or (Reason.TOO_WEAK if weak else None)


class KitStep:
    """The recovery kit: it must leave the screen, and two of its groups must come back."""

    def __init__(self, randbelow: Callable[[int], int], guard: Guard) -> None:
        self._guard = guard
        self._keys: NewVault | None = None
        self._kept: frozenset[KitKept] = frozenset()
        self._asked = recovery.two_groups(randbelow)
        self._typed: dict[int, SecretBytes] = {}

    @property
    def keys(self) -> NewVault | None:
        """The new vault's keys, None until they are drawn."""
        return self._keys

    @property
    def kept(self) -> frozenset[KitKept]:
        """How the kit was kept so far."""
        return self._kept

    @property
    def asked(self) -> tuple[int, int]:
        """The two groups to be typed back, counted from 1."""
        return self._asked

    def take_keys(self, keys: NewVault) -> None:
        """Take the keys; a second set is wiped, since the first may be on paper already."""
        if self._keys is None:
            self._keys = keys
        elif keys is not self._keys:
            keys.wipe()

    def keep(self, how: KitKept) -> None:
        """Note that the kit was printed or saved."""
        self._guard()
        self._kept |= {how}

    def take_back(self) -> None:
        """Forget that it was kept: what was printed or saved isn't this vault's kit any more."""
        self._guard()
        self._kept = frozenset()

    def type_group(self, group: int, typed: bytearray) -> None:
        """Take one group as typed back from the kit."""
        self._guard()
        self._typed[group] = _taken(self._typed.get(group, SecretBytes(b"")), typed)

    def typed(self, group: int) -> str:
        """One group as typed back so far."""
        secret = self._typed.get(group)
        return secret.buffer.decode() if secret is not None else ""

    def wipe(self) -> None:
        """Forget the keys, what was typed of them, and that they were kept."""
        for secret in self._typed.values():
            secret.wipe()
        self._typed = {}
        self._kept = frozenset()
        if self._keys is not None:
            self._keys.wipe()
            self._keys = None

    def obstacles(self) -> list[Obstacle]:
        """Say that the kit wasn't kept, or which groups aren't as printed."""
        if self._keys is None:
            return [Obstacle("kit", Reason.NOT_CHECKED)]
        if not self._kept:
            return [Obstacle("kit", Reason.NOT_KEPT)]
        texts = {group: self.typed(group) for group in self._asked}
        with recovery.from_text("-".join(self._keys.recovery_groups)) as key:
            wrong = recovery.wrong_groups(key, texts)
        return [
            Obstacle("group", Reason.WRONG_GROUP if texts[group] else Problem.EMPTY, group)
            for group in wrong
        ]


def profile_obstacles(profile: Profile) -> list[Obstacle]:
    """Name every field of a profile that can't stay as it is."""
    found = []
    # Each field alone, so that every mistake shows at once and beside its field.
    for name in Profile.__slots__:
        alone = replace(Profile(name="-", state="--"), **{name: getattr(profile, name)})
        try:
            alone.checked()
        except InvalidField as error:
            found.append(Obstacle(error.field, error.problem))
    if found:
        return found
    try:
        header.practice_name(profile.checked().shown_practice)
    except InvalidField as error:
        shown = "practice" if profile.practice.strip() else "name"
        return [Obstacle(shown, error.problem)]
    return []


def settings_obstacles(settings: Settings) -> list[Obstacle]:
    """Name the setting that is outside its limits."""
    try:
        settings.checked()
    except InvalidField as error:
        return [Obstacle(error.field, error.problem)]
    return []


def _taken(before: SecretBytes, typed: bytearray | None = None) -> SecretBytes:
    before.wipe()
    taken = SecretBytes(typed or b"")
    if typed is not None:
        typed[:] = bytes(len(typed))
    return taken
