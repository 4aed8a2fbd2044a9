"""The stops of the tour, in their order: what a counselor does in a first week."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit

from resources import wordlists
from ui.app import Rooms
from ui.clients.column import NewClientForm
from ui.clients.file_tabs import DETAILS
from ui.clients.tabs import ClientTabs
from ui.cover import Cover
from ui.first_run.kit_page import KitPreview
from ui.notes.foot import ActButton
from ui.releases.desk import Stage
from ui.strings import clients as client_words
from ui.strings import errors as error_words
from ui.strings import first_run as first_words
from ui.strings import hand_over as step_words
from ui.strings import new_passphrase as new_words
from ui.strings import notes as note_words
from ui.strings import preview as preview_words
from ui.strings import releases as release_words
from ui.strings import requests as request_words
from ui.strings import today as today_words
from ui.strings import unlock as unlock_words
from ui.strings import window as window_words
from ui.tour_file import look_through, plan_a_session
from ui.tour_guide import Album, Guide
from ui.widgets.choice import ComboBox
from ui.widgets.secret_line import SecretLine
from vault.errors import RecoveryKeyTypo, WrongPassphrase
from vault.first_run import FirstRunPorts, Step
from vault.first_run_steps import PlaceReport
from vault.ports import Keeper, NewVault, Outbox, OutgoingFile
from vault.printed import DocumentPress
from vault.requests import RequestKind
from vault.samples import SAMPLE_PASSPHRASE, sample_profile

# What the pictures show in place of the private folder, whose name is another one each time.
SHOWN_HOME = Path("/home/morgan/.local/share/casekeep/vault")
SHOWN_STICK = Path("/media/morgan/STICK")
COUPLE, ALONE, OTHER = "Dana Reyes", "Jonah Bell", "Amira Saleh"


class KeptHere:
    """An outbox whose every destination is one private folder (the port `Outbox`)."""

    def __init__(self, outbox: Outbox, folder: Path) -> None:
        self._outbox = outbox
        self._folder = folder

    def stage(self, path: Path, data: bytes) -> OutgoingFile:
        """Write the file under its own name, into the private folder."""
        return self._outbox.stage(self._folder / path.name, data)


class WatchedPress:
    """A press that remembers the last document that it sealed, as it was before."""

    def __init__(self, press: DocumentPress) -> None:
        self._press = press
        self.unsealed = b""

    def __getattr__(self, name: str) -> object:
        return getattr(self._press, name)

    def encrypt(self, pdf: bytes, password: str) -> bytes:
        """Seal a document."""
        self.unsealed = pdf
        return self._press.encrypt(pdf, password)


@dataclass
class Trip:
    """What every stop is given; `private` is removed when the tour is over."""

    app: QApplication
    rooms: Rooms
    private: Path
    sample: Path
    recovery_groups: tuple[str, ...]
    album: Album
    keys: list[NewVault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.press = WatchedPress(self.rooms.make_press())
        outbox = KeptHere(self.rooms.make_outbox(), self.private)
        self.rooms = replace(
            self.rooms,
            make_press=lambda: cast("DocumentPress", self.press),
            make_outbox=lambda: outbox,
        )

    def guide(self) -> Guide:
        """Open a window over the sample vault."""
        return Guide(self.app, self.rooms, self.sample, self.album)

    def newcomer(self) -> Guide:
        """Open a window where no vault is; the one it makes goes into the private folder."""
        place = self.private / "first"
        ports = self.rooms.first_run_ports()

        def inspect(folder: Path) -> PlaceReport:
            return replace(ports.inspect(place), folder=folder)

        def keeper_for(_folder: Path) -> Keeper:
            return self.rooms.make_keeper(place)

        def new_keys() -> NewVault:
            self.keys.append(ports.new_keys())
            return self.keys[-1]

        def first_run_ports() -> FirstRunPorts:
            return replace(ports, inspect=inspect, keeper_for=keeper_for, new_keys=new_keys)

        rooms = replace(
            self.rooms, first_run_ports=first_run_ports, proposed_folder=lambda: SHOWN_HOME
        )
        return Guide(self.app, rooms, place, self.album)


def first_run(trip: Trip) -> None:
    """Make a vault, step by step, and look at its empty screens."""
    with trip.newcomer() as guide:
        guide.read(first_words.title(Step.PLACE))
        guide.picture("first-run-place")
        guide.press(first_words.go_on())
        _choose_passphrase(guide)
        guide.press(first_words.go_on())
        _keep_kit(guide, trip)
        guide.press(first_words.go_on())
        _introduce(guide)
        guide.press(first_words.go_on())
        guide.read(first_words.title(Step.IDLE))
        guide.picture("first-run-idle")
        guide.press(first_words.make_vault())
        guide.until(guide.is_open)
        guide.press(client_words.title())
        guide.read(client_words.no_clients())
        guide.picture("clients-nobody-yet")
        guide.lock()


def _choose_passphrase(guide: Guide) -> None:
    guide.read(first_words.title(Step.PASSPHRASE))
    guide.press(first_words.use_my_own())
    own = guide.find(SecretLine, first_words.own_passphrase())
    guide.write(own, "blue bicycle")
    guide.rest()
    guide.picture("first-run-own-passphrase")
    guide.press(first_words.use_six_words())
    listed = frozenset(wordlists.eff_large())
    offered = next(
        label.text()
        for label in guide.window.findChildren(QLabel)
        if label.isVisible() and len(label.text().split()) == 6
        if listed.issuperset(label.text().split())
    )
    guide.write(guide.find(SecretLine, first_words.type_them()), offered)
    guide.picture("first-run-passphrase")


def _keep_kit(guide: Guide, trip: Trip) -> None:
    guide.read(first_words.title(Step.KIT))
    guide.until(lambda: not guide.find(KitPreview).pixmap().isNull())
    guide.press(first_words.save_kit())
    guide.answer_dialog(SHOWN_STICK / first_words.kit_file_name())
    groups = trip.keys[-1].recovery_groups
    for number, group in enumerate(groups, start=1):
        name = first_words.group(number)
        for asked in guide.window.findChildren(QLineEdit):
            if asked.accessibleName() == name:
                guide.write(asked, group)
    guide.picture("first-run-kit")


def _introduce(guide: Guide) -> None:
    guide.read(first_words.title(Step.PROFILE))
    profile = sample_profile()
    for label, value in (
        (first_words.name(), profile.name),
        (first_words.credential(), profile.credential),
        (first_words.practice(), profile.practice),
        (first_words.licence_number(), profile.licence_number),
        (first_words.phone(), profile.phone),
        (first_words.address(), profile.address),
    ):
        guide.write(guide.find(QLineEdit, label), value)
    state = guide.find(ComboBox, first_words.state())
    state.setCurrentIndex(state.findData(profile.state))
    guide.picture("first-run-profile")


def unlock(trip: Trip) -> None:
    """Unlock: nothing typed, Caps Lock, a wrong passphrase, the recovery key, a new one."""
    with trip.guide() as guide:
        line = guide.find(SecretLine)
        guide.picture("unlock")
        _type_with_caps_lock(line, SAMPLE_PASSPHRASE[:13].upper())
        guide.picture("unlock-caps-lock")
        QTest.keyClick(line, Qt.Key.Key_Return)
        guide.read(error_words.words_for(WrongPassphrase())[0])
        guide.picture("unlock-wrong-passphrase")
        guide.press(unlock_words.use_recovery_kit())
        for number, group in enumerate(trip.recovery_groups, start=1):
            one = guide.find(QLineEdit, unlock_words.recovery_group(number))
            guide.write(one, _with_typo(group) if number == 3 else group)
        guide.press(unlock_words.unlock())
        guide.read(error_words.words_for(RecoveryKeyTypo(3))[0])
        guide.picture("unlock-recovery-key")
        mended = guide.find(QLineEdit, unlock_words.recovery_group(3))
        mended.clear()
        guide.write(mended, trip.recovery_groups[2])
        guide.press(unlock_words.unlock())
        guide.read(new_words.title())
        guide.picture("new-passphrase")
        guide.lock()


def _type_with_caps_lock(line: QLineEdit, text: str) -> None:
    line.setFocus()
    for letter in text:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, ord(letter), Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(line, event)


def _with_typo(group: str) -> str:
    return group[:-1] + ("2" if group[-1] != "2" else "3")


def records(trip: Trip) -> None:
    """Today, clients, notes of each kind, details."""
    with trip.guide() as guide:
        _unlock(guide)
        guide.read(today_words.sessions())
        guide.picture("today")
        plan_a_session(guide)
        guide.press(client_words.title())
        _open_note(guide, COUPLE, note_words.draft())
        guide.picture("couple-note")
        _open_note(guide, COUPLE, note_words.amended())
        guide.picture("signed-note-with-addendum")
        _open_note(guide, ALONE, note_words.signed())
        guide.picture("individual-note")
        guide.find(ClientTabs).go_to(DETAILS)
        guide.read(client_words.reaches())
        guide.picture("client-details")
        guide.press(client_words.new_client())
        guide.find(NewClientForm)
        guide.write(guide.focused(), "Noor Haddad")
        guide.picture("new-client")
        guide.press(client_words.cancel())
        guide.lock()


def file(trip: Trip) -> None:
    """The other tabs of a couple's file, search, the keys, and initials only."""
    with trip.guide() as guide:
        _unlock(guide)
        look_through(guide, COUPLE)
        guide.lock()


def _open_note(guide: Guide, client: str, state: str) -> None:
    guide.choose(client_words.list_name(), client)
    guide.read(client_words.release())
    guide.rest()
    guide.choose(note_words.timeline(), state)
    guide.find(QTextEdit)
    guide.rest()


def cover(trip: Trip) -> None:
    """Hide, come back with the passphrase, lock, and see what the unlock screen says of it."""
    with trip.guide() as guide:
        _unlock(guide)
        guide.key(Qt.Key.Key_F9)
        guide.find(Cover)
        guide.picture("hidden")
        guide.key(Qt.Key.Key_Space)
        line = guide.find(SecretLine)
        guide.write(line, "not the passphrase")
        guide.key(Qt.Key.Key_Return)
        guide.read(window_words.wrong_passphrase())
        guide.write(line, SAMPLE_PASSPHRASE[:13])
        guide.picture("hidden-coming-back")
        line.forget()
        guide.write(line, SAMPLE_PASSPHRASE)
        guide.key(Qt.Key.Key_Return)
        guide.until(guide.is_open)
        guide.lock()
    with trip.guide() as guide:
        guide.find(SecretLine)
        guide.picture("unlock-after-a-lock")


def release(trip: Trip) -> None:
    """A client asks for a copy of the file, and is given it."""
    with trip.guide() as guide:
        _unlock(guide)
        guide.press(client_words.title())
        guide.choose(client_words.list_name(), OTHER)
        guide.rest()
        guide.press(client_words.release())
        guide.read(request_words.asked(RequestKind.ACCESS, OTHER))
        guide.picture("release-new-request")
        guide.press(release_words.cancel())
        guide.read(release_words.what_left())
        guide.picture("releases")
        guide.choose(release_words.waiting(), ALONE)
        guide.until(guide.find(QAbstractButton, preview_words.next_page()).isEnabled)
        _walk_the_desk(guide)
        guide.press(step_words.see_record())
        guide.read(release_words.what_left())
        guide.picture("releases-what-left")
        guide.lock()


def _walk_the_desk(guide: Guide) -> None:
    for stage, words in (
        (Stage.WHO, release_words.who_asks()),
        (Stage.AUTHORITY, release_words.authority()),
        (Stage.CHOOSE, release_words.what_goes()),
        (Stage.CHECK, step_words.hash_compared()),
    ):
        guide.press(step_words.step(stage))
        guide.read(words)
        guide.picture(f"release-{stage.name.lower()}")
    guide.press(step_words.to_last_step())
    guide.press(step_words.choose_place())
    guide.answer_dialog(SHOWN_STICK / "records.pdf")
    guide.read(str(SHOWN_STICK))
    guide.picture("release-hand-over")
    guide.press(step_words.act(), ActButton)
    guide.read(step_words.what_now())
    guide.picture("release-handed-over")


def _unlock(guide: Guide) -> None:
    guide.write(guide.find(SecretLine), SAMPLE_PASSPHRASE)
    guide.key(Qt.Key.Key_Return)
    guide.until(guide.is_open)
    guide.rest()


STOPS: tuple[Callable[[Trip], None], ...] = (first_run, unlock, records, file, cover, release)
