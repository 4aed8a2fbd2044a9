"""The fields of the sheet that a note stands on, one for each section."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint

from ui.notes.keys import Way
from ui.notes.passage_edit import PassageEdit
from ui.notes.sheet_area import SheetArea

END = 1 << 30

_PAGES = {
    Way.PAGE_UP: -1,
    Way.PAGE_DOWN: 1,
    Way.SELECT_PAGE_UP: -1,
    Way.SELECT_PAGE_DOWN: 1,
}
_SELECTING = {Way.SELECT_PAGE_UP, Way.SELECT_PAGE_DOWN}


class Fields:
    """Fields from top to bottom, the one that was written in last, and the way between them."""

    def __init__(self, area: SheetArea) -> None:
        self._area = area
        self._all: list[PassageEdit] = []
        self._named: dict[str, PassageEdit] = {}
        self.recent: PassageEdit | None = None

    def __iter__(self) -> Iterator[PassageEdit]:
        return iter(self._all)

    def clear(self) -> None:
        """Forget every field, as the sheet goes."""
        self._all, self._named, self.recent = [], {}, None

    def add(self, edit: PassageEdit, name: str = "") -> None:
        """Take a field in below the others; its name finds it again."""
        self._all.append(edit)
        self._named[name] = edit
        edit.entered.connect(lambda: self._remember(edit))
        edit.moved.connect(lambda: self._area.follow(edit))
        edit.stepped.connect(lambda way: self._lead(edit, way))

    def named(self, name: str) -> PassageEdit | None:
        """Give the field of a name."""
        return self._named.get(name)

    @property
    def recent_name(self) -> str:
        """The name of the field that was written in last."""
        return next((one for one, edit in self._named.items() if edit is self.recent), "")

    @property
    def drafts(self) -> list[PassageEdit]:
        """The fields that can be written in."""
        return [edit for edit in self._all if edit.is_editable]

    def show_anew(self) -> None:
        """Show names and marks as they are to be shown now."""
        for edit in self._all:
            edit.show_anew()

    def clear_texts(self) -> None:
        """Put every text aside; see `PassageEdit`."""
        for edit in self._all:
            edit.clear_texts()

    def restore_texts(self) -> None:
        """Bring every text back."""
        for edit in self._all:
            edit.restore_texts()

    def _remember(self, edit: PassageEdit) -> None:
        self.recent = edit

    def _lead(self, edit: PassageEdit, way: Way) -> None:
        at = self._all.index(edit)
        above, below = self._all[max(0, at - 1)], self._all[min(at + 1, len(self._all) - 1)]
        if way in _PAGES:
            self._turn_page(edit, _PAGES[way], selecting=way in _SELECTING)
        elif way is Way.START:
            self._go(self._all[0], 0)
        elif way is Way.END:
            self._go(self._all[-1], END)
        elif way is Way.SECTION_UP:
            self._go(edit if edit.position[0] else above, 0)
        elif way is Way.SECTION_DOWN:
            self._go(below, END if below is edit else 0)
        elif way is Way.LINE_UP and above is not edit:
            self._go(above, END)
        elif way is Way.LINE_DOWN and below is not edit:
            self._go(below, 0)

    def _go(self, edit: PassageEdit, position: int) -> None:
        edit.setFocus()
        edit.go_to(position, position)
        self._area.follow(edit)

    def _turn_page(self, edit: PassageEdit, pages: int, *, selecting: bool) -> None:
        page = pages * self._area.page
        aim = edit.viewport().mapToGlobal(edit.cursorRect().center()) + QPoint(0, page)
        # A selection ends where its section does.
        reached = edit if selecting else min(self._all, key=lambda one: _distance(one, aim))
        position = reached.cursorForPosition(reached.viewport().mapFromGlobal(aim)).position()
        self._area.bar.setValue(self._area.bar.value() + page)
        reached.setFocus()
        reached.go_to(position, edit.position[1] if selecting else position)
        self._area.follow(reached)


def _distance(edit: PassageEdit, point: QPoint) -> int:
    """Say how far a point of the screen is above or below a field."""
    y = edit.mapFromGlobal(point).y()
    return max(0, -y, y - edit.height())
