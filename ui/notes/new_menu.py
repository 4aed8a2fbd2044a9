"""The menus that a note is begun from."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.notes.view_model import NotesViewModel
from ui.strings import notes as words
from ui.widgets.menus import pop_up
from vault.notes import NoteType
from vault.units import Unit

_KINDS = tuple(one for one in NoteType if one not in {NoteType.PROGRESS, NoteType.ADDENDUM})


class NewMenu(QMenu):
    """Begins a note of a client; `chosen` comes right before it does."""

    chosen = Signal()

    def __init__(self, view_model: NotesViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._vm = view_model
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def offer_units(self, below: QWidget) -> None:
        """Offer the units that a session's note can be for."""
        for unit in self._vm.timeline.open_units:
            self._offer(self, _for_whom(unit), partial(self._vm.start_meeting, unit))
        pop_up(self, below)

    def offer_kinds(self, below: QWidget) -> None:
        """Offer the kinds of note, first the unit where there are several."""
        units = self._vm.timeline.open_units
        for unit in units:
            self._add_kinds(self.addMenu(_for_whom(unit)) if len(units) > 1 else self, unit)
        pop_up(self, below)

    def _add_kinds(self, menu: QMenu, unit: Unit) -> None:
        self._offer(menu, words.meeting_note(), partial(self._vm.start_meeting, unit))
        menu.addSeparator()
        for kind in _KINDS:
            self._offer(menu, words.type_name(kind), partial(self._vm.start, unit.id, kind))

    def _offer(self, menu: QMenu, label: str, begin: Callable[[], None]) -> None:
        def begun() -> None:
            self.chosen.emit()
            begin()

        menu.addAction(label).triggered.connect(begun)


def _for_whom(unit: Unit) -> str:
    return words.for_whom(unit).replace("&", "&&")
