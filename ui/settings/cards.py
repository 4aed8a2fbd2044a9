"""The cards of the settings page: locking, notes, writing, the screen."""

from PySide6.QtCore import Signal

from ui import names
from ui.settings.card import SettingsCard
from ui.settings.fields import Choice, Number
from ui.settings.own_words import OwnWords
from ui.settings.view_model import SettingsViewModel
from ui.settings.words_model import WordsModel
from ui.strings import editor as editor_words
from ui.strings import notes as note_words
from ui.strings import settings as words
from ui.widgets.choice import CheckBox
from ui.widgets.text import Text
from vault.passages import LAYOUTS, template_named
from vault.settings import IDLE_MINUTES, Theme
from vault.spelling import LANGUAGES

_HIDDEN_MINUTES = (1, 2, 5, 10, 15, 30, 60)


class LockingCard(SettingsCard):
    """When the vault locks by itself."""

    def __init__(self, model: SettingsViewModel) -> None:
        super().__init__(words.locking(), model)
        idle = Choice(words.idle_minutes(), words.idle_hint(), IDLE_MINUTES, words.minutes)
        hidden = Choice(words.hidden_minutes(), words.hidden_hint(), _HIDDEN_MINUTES, words.minutes)
        self._add_choice("idle_minutes", idle)
        self._add_choice("hidden_minutes", hidden)


class NotesCard(SettingsCard):
    """What a new note looks like, and when one is late or old."""

    def __init__(self, model: SettingsViewModel) -> None:
        super().__init__(words.notes(), model)

        def say(name: str) -> str:
            return note_words.template_name(template_named(name))

        self._add_choice("template", Choice(words.template(), words.template_hint(), LAYOUTS, say))
        self._add_number("late_hours", Number(words.late_hours(), words.late_hint()))
        self._add_number("draft_days", Number(words.draft_days(), words.draft_hint()))


class WritingCard(SettingsCard):
    """The language of spelling, and the words that were added."""

    def __init__(self, model: SettingsViewModel, words_model: WordsModel) -> None:
        super().__init__(words.writing(), model)
        say = editor_words.language_name
        language = Choice(editor_words.spelling(), words.spelling_hint(), LANGUAGES, say)
        self._add_choice("spelling", language)
        self._own_words = OwnWords(words_model)
        self.body.addWidget(self._own_words)
        self.body.addWidget(Text(words.phrases_hint(), "small", "ink-2"))

    def show_kept(self) -> None:
        """Show what is kept, the words too."""
        super().show_kept()
        self._own_words.show_words()
        self._own_words.show_removed()


class ScreenCard(SettingsCard):
    """Initials in place of names, and light or dark; `initials_asked` turns the former around."""

    initials_asked = Signal()

    def __init__(self, model: SettingsViewModel) -> None:
        super().__init__(words.on_screen(), model)
        self._initials = CheckBox(words.initials_only())
        self._initials.clicked.connect(self.initials_asked)
        self.body.addWidget(self._initials)
        self.body.addWidget(Text(words.initials_hint(), "small", "ink-2"))
        self._add_choice(
            "theme", Choice(words.theme(), words.theme_hint(), Theme, words.theme_name)
        )
        names.style.changed.connect(self.show_kept)

    def show_kept(self) -> None:
        """Show what is kept; the switch is the window's, whoever turned it."""
        super().show_kept()
        self._initials.setChecked(names.style.initials_only)
