"""What can be written with one choice: phrases, the date, the time."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui import names
from ui.notes.aids import WritingAids
from ui.strings import editor as words

_SHOWN = 60

DATE_KEY = "Ctrl+;"
TIME_KEY = "Ctrl+Shift+;"


class PhraseMenu(QMenu):
    """The list of phrases under their names; `write` gets what is to be written."""

    def __init__(
        self,
        aids: WritingAids,
        write: Callable[[str], object],
        manage: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(words.phrases(), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for phrase in aids.phrases:
            begins = " ".join(names.veiled(phrase.text).split())
            begins = f"{begins[:_SHOWN]}…" if len(begins) > _SHOWN else begins
            label = f"{names.veiled(phrase.name)}    {begins}"
            self._add(label, partial(write, phrase.text))
        if not aids.phrases:
            self.addAction(words.no_phrases()).setEnabled(False)
        self.addSeparator()
        self._add(words.insert_date(), lambda: write(aids.date()), DATE_KEY)
        self._add(words.insert_time(), lambda: write(aids.time()), TIME_KEY)
        self._add(words.manage_phrases(), manage)

    def _add(self, label: str, act: Callable[[], object], key: str = "") -> None:
        action = self.addAction(label.replace("&", "&&") + (f"\t{key}" if key else ""))
        action.triggered.connect(lambda _checked=False: act())
