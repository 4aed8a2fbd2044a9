"""A first run over fakes whose keys can be typed back."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.fakes import FakeKeeper, FakeNewVault
from vault import recovery
from vault.first_run import FirstRun, FirstRunPorts, Step
from vault.first_run_steps import KitKept, PlaceReport
from vault.keys import SecretBytes
from vault.ports import Keeper, NewVault
from vault.profile import Profile

FOLDER = Path("/vaults/mine").absolute()
WORDS = ("acorn", "birch", "cedar", "daisy", "elder", "fern", "grass", "hazel")
STRONG = "lanterns juggle eleven cold otters"
WEAK = "password"
PROFILE = Profile(name="Mara Quill", credential="LMFT", state="OR")


def new_keys(start: int = 0) -> FakeNewVault:
    """Draw keys whose groups are those of a real recovery key."""
    return FakeNewVault(recovery.groups(SecretBytes(bytes(range(start, start + 20)))))


@dataclass
class World:
    """The computer around a first run, and what it was asked."""

    report: PlaceReport = field(default_factory=lambda: PlaceReport(FOLDER))
    keeper: FakeKeeper = field(default_factory=FakeKeeper)
    keys: list[FakeNewVault] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    draws: int = 0

    def ports(self) -> FirstRunPorts:
        return FirstRunPorts(
            inspect=lambda folder: replace(self.report, folder=folder),
            words=lambda: WORDS,
            randbelow=self._randbelow,
            strength=lambda text: 20.0 if text == WEAK else 90.0,
            new_keys=self._new_keys,
            keeper_for=self._keeper_for,
        )

    def first_run(self) -> FirstRun:
        return FirstRun(FOLDER, self.ports())

    def _randbelow(self, limit: int) -> int:
        self.draws += 1
        return self.draws * 5 % limit

    def _new_keys(self) -> NewVault:
        self.keys.append(new_keys(len(self.keys)))
        return self.keys[-1]

    def _keeper_for(self, folder: Path) -> Keeper:
        self.folders.append(folder)
        return self.keeper


def answer_place(run: FirstRun) -> None:
    run.place.inspected(run.place.inspection()())


def answer_words(run: FirstRun) -> None:
    run.passphrase.draw()
    run.passphrase.type_again(bytearray(run.passphrase.offered.encode()))


def answer_own(run: FirstRun, text: str = STRONG, again: str | None = None) -> None:
    run.passphrase.use_own(own=True)
    run.passphrase.type_own(bytearray(text.encode()))
    run.passphrase.judged(run.passphrase.judging()())
    run.passphrase.type_again(bytearray((text if again is None else again).encode()))


def answer_kit(run: FirstRun) -> None:
    run.keys_drawn(run.key_drawing()())
    run.kit.keep(KitKept.PRINTED)
    assert run.kit.keys is not None
    for group in run.kit.asked:
        run.kit.type_group(group, bytearray(run.kit.keys.recovery_groups[group - 1].encode()))


def at(step: Step, world: World | None = None) -> FirstRun:
    """Walk to a step, answering everything on the way."""
    run = (world or World()).first_run()
    for answer in (
        answer_place,
        answer_words,
        answer_kit,
        lambda run: run.set_profile(PROFILE),
        lambda _: None,
    ):
        if run.step is step:
            return run
        answer(run)
        assert run.forward() == ()
    return run
