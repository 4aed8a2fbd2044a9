"""The first run: everything that has to be known before a vault is made, without a window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from vault import first_run_steps as steps
from vault.errors import (
    CasekeepError,
    FolderGone,
    FolderReadOnly,
    OutOfOrder,
    VaultAlreadyThere,
)
from vault.first_run_steps import KitStep, Obstacle, PassphraseStep, PlaceReport, PlaceStep
from vault.keys import SecretBytes
from vault.ports import Keeper, NewVault, Store
from vault.profile import Profile
from vault.settings import Settings


class Step(StrEnum):
    """Where the wizard stands. DONE and LEFT are ends."""

    PLACE = "place"
    PASSPHRASE = "passphrase"  # noqa: S105
    KIT = "kit"
    PROFILE = "profile"
    IDLE = "idle"
    MAKING = "making"
    DONE = "done"
    LEFT = "left"


ORDER: Final = (Step.PLACE, Step.PASSPHRASE, Step.KIT, Step.PROFILE, Step.IDLE)

_MENDED_AT_PLACE = (VaultAlreadyThere, FolderReadOnly, FolderGone)


@dataclass(frozen=True, slots=True)
class FirstRunPorts:
    """What the wizard needs from outside.

    Only `words` and `randbelow` are called by the wizard itself. The others may take long
    (`inspect` asks the disk, `strength` loads dictionaries) and are handed out as callables.
    """

    inspect: Callable[[Path], PlaceReport]
    words: Callable[[], Sequence[str]]
    randbelow: Callable[[int], int]
    strength: Callable[[str], float]
    new_keys: Callable[[], NewVault]
    keeper_for: Callable[[Path], Keeper]


@dataclass(frozen=True, slots=True)
class Created:
    """A vault that was just made, and is open."""

    folder: Path
    keeper: Keeper
    store: Store


class FirstRun:
    """The wizard, one instance for one vault.

    Going back and forth keeps what was typed. Once the making has begun, or the wizard has
    ended, every change raises OutOfOrder; `made` and `leave` wipe what is secret.
    """

    def __init__(self, proposed: Path, ports: FirstRunPorts) -> None:
        self._ports = ports
        self._step = Step.PLACE
        self._chose = False
        self._failure: CasekeepError | None = None
        self.place = PlaceStep(proposed, ports.inspect, self._guard)
        self.passphrase = PassphraseStep(ports.words, ports.randbelow, ports.strength, self._guard)
        self.kit = KitStep(ports.randbelow, self._guard)
        self._profile = Profile()
        self._settings = Settings()

    @property
    def step(self) -> Step:
        """Where the wizard stands."""
        return self._step

    @property
    def failure(self) -> CasekeepError | None:
        """Why the last making failed, until the next step is taken."""
        return self._failure

    @property
    def profile(self) -> Profile:
        """The profile as typed."""
        return self._profile

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without input the vault locks."""
        return self._settings.idle_minutes

    def set_profile(self, profile: Profile) -> None:
        """Take the profile as typed; it is checked when its step is left."""
        self._guard()
        self._profile = profile

    def set_idle_minutes(self, minutes: int) -> None:
        """Take the minutes; whether they are 1 to 30 is checked when their step is left."""
        self._guard()
        self._settings = Settings(idle_minutes=minutes)

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase was chosen, and still stands: typed to the end and gone on from."""
        return self._chose and not self.passphrase.obstacles()

    @property
    def is_costly_to_leave(self) -> bool:
        """Whether leaving now would lose a chosen passphrase, and a kit that may be on paper."""
        return self._step in ORDER and self.has_passphrase

    def is_passphrase(self, typed: bytearray) -> bool:
        """Say whether this is the chosen passphrase, NFC in UTF-8; it is wiped afterwards."""
        with SecretBytes(typed) as secret:
            typed[:] = bytes(len(typed))
            return self.has_passphrase and secret == self.passphrase.chosen

    def hide(self) -> None:
        """Forget what no passphrase guards yet.

        Where one was chosen, coming back takes it and nothing is lost. Before that anybody comes
        back, so that the words on offer, what was typed and a kit that was drawn go.
        """
        if not self.has_passphrase:
            self._chose = False
            self._wipe()

    def key_drawing(self) -> Callable[[], NewVault]:
        """Give the drawing of the keys."""
        return self._ports.new_keys

    def keys_drawn(self, keys: NewVault) -> None:
        """Take the keys, or wipe them where they come too late."""
        if self._step in ORDER:
            self.kit.take_keys(keys)
        else:
            keys.wipe()

    def obstacles(self, step: Step) -> tuple[Obstacle, ...]:
        """Say what still stands in the way of leaving a step."""
        match step:
            case Step.PLACE:
                found = self.place.obstacles()
            case Step.PASSPHRASE:
                found = self.passphrase.obstacles()
            case Step.KIT:
                found = self.kit.obstacles()
            case Step.PROFILE:
                found = steps.profile_obstacles(self._profile)
            case Step.IDLE:
                found = steps.settings_obstacles(self._settings)
            case _:
                found = []
        return tuple(found)

    def forward(self) -> tuple[Obstacle, ...]:
        """Take the next step and answer nothing; or stand at the first obstacle and name it.

        Earlier steps are checked again, so that MAKING is never reached over an obstacle.
        """
        self._guard()
        for step in ORDER[: ORDER.index(self._step) + 1]:
            if obstacles := self.obstacles(step):
                self._step = step
                return obstacles
        self._chose = self._chose or self._step is Step.PASSPHRASE
        self._failure = None
        self._step = (*ORDER, Step.MAKING)[ORDER.index(self._step) + 1]
        return ()

    def back(self) -> None:
        """Take a step back; there is none before the first."""
        self._guard()
        self._failure = None
        self._step = ORDER[max(0, ORDER.index(self._step) - 1)]

    def creation(self) -> Callable[[], Created]:
        """Give the making of the vault, for the thread that will own its database.

        The callable raises what `Keeper.create` raises.
        """
        keys = self.kit.keys
        if self._step is not Step.MAKING or keys is None:
            raise OutOfOrder(self._step, "creation")
        folder, chosen = self.place.folder, self.passphrase.chosen
        profile, settings = self._profile.checked(), self._settings.checked()

        def create() -> Created:
            passphrase = bytearray(chosen.buffer)
            try:
                keeper = self._ports.keeper_for(folder)
                store = keeper.create(keys, passphrase, profile, settings)
                return Created(folder, keeper, store)
            finally:
                passphrase[:] = bytes(len(passphrase))

        return create

    def failed(self, error: CasekeepError) -> None:
        """Tell that the making failed: back to the step that can mend it, nothing lost."""
        self._require_making("failed")
        self._failure = error
        self._step = Step.IDLE
        if isinstance(error, _MENDED_AT_PLACE):
            self.place.look_again()
            self._step = Step.PLACE

    def made(self) -> None:
        """Tell that the vault stands; the wizard ends and forgets its secrets."""
        self._require_making("made")
        self._step = Step.DONE
        self._wipe()

    def leave(self) -> None:
        """End the wizard and wipe what is secret; after the end this changes nothing.

        Raises OutOfOrder while the vault is being made from those secrets.
        """
        if self._step is Step.MAKING:
            raise OutOfOrder(self._step, "leave")
        if self._step is not Step.DONE:
            self._step = Step.LEFT
        self._wipe()

    def _wipe(self) -> None:
        self.passphrase.wipe()
        self.kit.wipe()

    def _guard(self) -> None:
        if self._step not in ORDER:
            raise OutOfOrder(self._step, "change")

    def _require_making(self, what: str) -> None:
        if self._step is not Step.MAKING:
            raise OutOfOrder(self._step, what)
