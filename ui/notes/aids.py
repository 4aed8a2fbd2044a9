"""What helps with writing: the spelling of the vault's language, and its phrases."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import MakeTimer
from ui.open_vault import OpenVault
from ui.strings import dates
from ui.tasks import Op
from ui.unfinished import Unfinished
from vault.changes import Changes, Done, Noun
from vault.errors import FaultError
from vault.phrases import Phrase
from vault.place import FormKind
from vault.spelling import OFF, Speller, Vocabulary

REMEMBERED = 4_096
# What is longer is no word: a key, an address, a picture in letters.
_WORD = 60

Span = tuple[int, int]
Then = Callable[[Any], object]


class WritingAids(QObject):
    """Reads dictionary and phrases once a note is open, away from the window.

    Until then no word is wrong and there is no phrase. `changed` comes when words came to be
    judged otherwise, `phrases_changed` with other phrases, `refused` with the error of a write,
    `form_read` once it is known whether a phrase was half typed when the vault was locked.
    """

    changed = Signal()
    phrases_changed = Signal()
    refused = Signal(object)
    form_read = Signal()

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._speller: Speller | None = None
        self._judged: OrderedDict[str, tuple[Span, ...]] = OrderedDict()
        self._fresh = False
        self._turn = 0
        self.language = OFF
        self.phrases: tuple[Phrase, ...] = ()
        self.phrase_form = Unfinished(vault, FormKind.PHRASE, self, make_timer)
        self._asked = False
        vault.hub.changed.connect(self._on_changed)

    def load(self) -> None:
        """Read what a note that was just opened needs, unless it was read already."""
        if self._fresh:
            return
        self._fresh = True
        self._turn += 1
        turn, cabinet = self._turn, self._vault.cabinet

        def read() -> tuple[Vocabulary, tuple[Phrase, ...]]:
            return cabinet.spelling.vocabulary(), tuple(cabinet.phrases.all())

        def arrived(found: tuple[Vocabulary, tuple[Phrase, ...]]) -> None:
            if turn == self._turn:
                vocabulary, self.phrases = found
                self.phrases_changed.emit()
                self._prepare(turn, vocabulary)

        Op(self, read).success(arrived).fault(self._on_fault).on(self._vault.tasks)
        if not self._asked:
            self._asked = True
            self.phrase_form.ask(self.form_read.emit)

    def wrong_in(self, text: str) -> tuple[Span, ...]:
        """Give where the wrong words of a text begin and end; what was asked lately is known."""
        if self._speller is None:
            return ()
        known = self._judged.get(text)
        if known is None:
            wrong = self._speller.wrong_in(text)
            known = self._judged[text] = tuple(one for one in wrong if one[1] - one[0] <= _WORD)
            if len(self._judged) > REMEMBERED:
                self._judged.popitem(last=False)
        return known

    def suggest(self, word: str, then: Callable[[tuple[str, ...]], object]) -> None:
        """Look for what may have been meant, away from the window."""
        speller = self._speller
        if speller is not None:
            Op(self, lambda: speller.suggestions(word)).success(then).on(self._vault.tasks.aside)

    def meet(self, names: Iterable[str]) -> None:
        """Take the names of people outside the unit for right."""
        if self._speller is not None:
            self._speller.meet(names)
            self._judge_again()

    def learn(self, word: str) -> None:
        """Add a word to this vault's dictionary."""
        cabinet = self._vault.cabinet
        if self._speller is not None:
            self._speller.learn(word)
            self._judge_again()
        op = Op(self, lambda: cabinet.spelling.add(word))
        op.failure(self.refused.emit).on(self._vault.tasks)

    def choose(self, language: str) -> None:
        """Check in another language from now on, or not at all."""
        cabinet = self._vault.cabinet
        op = Op(self, lambda: cabinet.spelling.choose(language))
        op.failure(self.refused.emit).on(self._vault.tasks)

    def keep_phrase(self, phrase: Phrase, instead_of: str, kept: Then, refused: Then) -> None:
        """Keep a phrase, in place of the one that is named; with it the form is done."""
        keep = partial(self._vault.cabinet.phrases.keep, phrase, instead_of=instead_of)
        finish = self.phrase_form.finish(0, lambda key: keep(finishes=key))
        self._write(finish, kept, refused)

    def put_back_phrase(self, phrase: Phrase, instead_of: str, refused: Then) -> None:
        """Let a phrase be what it was; what stands in the form stays there."""
        keep = partial(self._vault.cabinet.phrases.keep, phrase, instead_of=instead_of)
        self._write(keep, lambda _phrase: None, refused)

    def remove_phrase(self, name: str, removed: Then, refused: Then) -> None:
        """Forget a phrase."""
        self._write(partial(self._vault.cabinet.phrases.remove, name), removed, refused)

    def date(self) -> str:
        """Say which day it is, as a note has it."""
        return dates.dated(self._vault.clock.today())

    def time(self) -> str:
        """Say what time it is, as a note has it."""
        clock = self._vault.clock
        return dates.clock_time(clock.local(clock.now_utc()))

    def _write(self, call: Callable[[], Done[Any]], then: Then, refused: Then) -> None:
        op = Op(self, call).success(then).failure(refused)
        op.fault(lambda: refused(FaultError())).on(self._vault.tasks)

    def _prepare(self, turn: int, vocabulary: Vocabulary) -> None:
        self.language = vocabulary.language
        if self.language == OFF:
            self._take(turn, None)
            return
        op = Op(self, lambda: Speller(vocabulary)).success(lambda made: self._take(turn, made))
        op.fault(self._on_fault).on(self._vault.tasks.aside)

    def _take(self, turn: int, speller: Speller | None) -> None:
        if turn == self._turn:
            self._speller = speller
            self._judge_again()

    def _judge_again(self) -> None:
        self._judged.clear()
        self.changed.emit()

    def _again(self) -> None:
        self._fresh = False
        self.load()

    def _on_fault(self) -> None:
        self._fresh = False

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(Noun.PHRASE) or (self._turn and changes.touch(Noun.SETTING, Noun.WORD)):
            self._again()
        elif changes.touch(Noun.CLIENT, Noun.UNIT):
            # New names are read with the next note.
            self._fresh = False
