"""The settings page: a card for each matter, every change stored at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import XL, XXL, L
from ui.curtain import Curtain
from ui.notes.measure import measure
from ui.open_vault import OpenVault
from ui.page import Page
from ui.settings import CARDS, SCREEN
from ui.settings.card import SettingsCard
from ui.settings.cards import LockingCard, NotesCard, ScreenCard, WritingCard
from ui.settings.practice_card import PracticeCard
from ui.settings.view_model import SettingsViewModel
from ui.settings.words_model import WordsModel
from ui.strings import dates
from ui.strings import errors as error_words
from ui.strings import notes as note_words
from ui.strings import settings as words
from ui.widgets.banner import Banner
from ui.widgets.measured_sheet import MeasuredSheet
from ui.widgets.text import Line, Text
from vault.place import Place


class SettingsView(Page):
    """Shows what can be set; `initials_asked` turns the switch for initials around.

    The first card is there at once, each of the others comes in a turn of its own.
    """

    initials_asked = Signal()

    def __init__(self, vault: OpenVault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.title())
        self._clock = vault.clock
        self._vm = SettingsViewModel(vault, self)
        self._words_vm = WordsModel(vault, self)
        self._saved = Line("", "small", "ink-2")
        self._banner = Banner()
        self._banner.hide()
        self._cards: list[SettingsCard] = []
        self._makers: list[Callable[[], SettingsCard]] = [
            lambda: LockingCard(self._vm),
            lambda: NotesCard(self._vm),
            lambda: WritingCard(self._vm, self._words_vm),
            self._make_screen_card,
            lambda: PracticeCard(self._vm),
        ]
        self._wanted = ""
        self._column = self._lay_out()
        self._curtain = Curtain(self)
        self._is_stale = False
        self._connect()
        self._build_next()

    def arrive(self) -> None:
        """Read everything anew."""
        self._words_vm.forget()
        self._words_vm.load()
        self._vm.load()

    def leave(self) -> None:
        """Store what stands in the fields now."""
        self._vm.save_now()

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for each text that isn't stored yet, for the database's thread."""
        return list(self._vm.pending_saves())

    def place(self) -> Place:
        """Say that the settings are where the counselor is."""
        return Place(SCREEN)

    def go_to(self, place: Place) -> None:
        """Come to a card or one of its fields, as soon as it is there."""
        self._wanted = place.field
        self._enter_wanted()

    def clear_texts(self) -> None:
        """Empty everything, down to the accessibility tree: a word may be somebody's name."""
        self._curtain.draw()

    def restore_texts(self) -> None:
        """Show what `clear_texts` took away, and what came since."""
        self._curtain.open()
        if self._is_stale:
            self._show_kept()
            self._build_next()

    def _lay_out(self) -> QVBoxLayout:
        part = QWidget()
        whole = QVBoxLayout(part)
        whole.setContentsMargins(XXL, XL - 2, XXL, XL)
        whole.setSpacing(L)
        head = QHBoxLayout()
        head.addWidget(Line(words.title(), "title-large"), 1)
        head.addWidget(self._saved, 0, Qt.AlignmentFlag.AlignBottom)
        whole.addLayout(head)
        whole.addWidget(Text(words.lead(), "body", "ink-2"))
        whole.addWidget(self._banner)
        cards = QVBoxLayout()
        cards.setSpacing(L)
        whole.addLayout(cards)
        whole.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        sheet = MeasuredSheet(part, measure("small") + 2 * (XXL + L + 1))
        # A key that is meant to scroll must not choose: no field has the keyboard at first.
        sheet.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        sheet.setAccessibleName(words.title())
        self.setFocusProxy(sheet)
        outer.addWidget(sheet)
        return cards

    def _connect(self) -> None:
        vm, words_vm = self._vm, self._words_vm
        for changed in (vm.changed, words_vm.changed, words_vm.removed_changed):
            changed.connect(self._show_kept)
        vm.problems_changed.connect(self._show_problems)
        vm.saved.connect(self._show_saved)
        vm.trouble.connect(self._show_trouble)

    def _make_screen_card(self) -> SettingsCard:
        card = ScreenCard(self._vm)
        card.initials_asked.connect(self.initials_asked)
        return card

    def _build_next(self) -> None:
        """Build a card and come back for the next; behind a cover it waits until that is gone."""
        if self._curtain.is_drawn:
            self._is_stale = True
            return
        if self._makers:
            card = self._makers.pop(0)()
            self._cards.append(card)
            self._column.addWidget(card)
            card.show_kept()
            self._enter_wanted()
            QTimer.singleShot(0, self, self._build_next)

    def _enter_wanted(self) -> None:
        wanted, _, field = self._wanted.partition(".")
        for name, card in zip(CARDS, self._cards, strict=False):
            if name == wanted:
                self._wanted = ""
                card.enter(field)

    def _show_kept(self) -> None:
        self._is_stale = self._curtain.is_drawn
        if not self._is_stale:
            for card in self._cards:
                card.show_kept()

    def _show_problems(self) -> None:
        for card in self._cards:
            card.show_problems()

    def _show_saved(self) -> None:
        if not self._curtain.is_drawn:
            now = self._clock.local(self._clock.now_utc())
            self._saved.setText(note_words.saved_at(dates.exact_time(now)))

    def _show_trouble(self, error: object) -> None:
        if error is not None:
            sentence, _step = error_words.words_for(error)
            self._banner.show_message(note_words.not_saved(sentence), "stop")
        self._banner.setVisible(error is not None)
