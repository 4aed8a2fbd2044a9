"""The menus of a paragraph's tag: whom it is about, who said it, whether in confidence."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget, QWidgetAction

from ui.notes.tags import KEYS, People
from ui.strings import editor as words
from ui.widgets.own_words import OwnField
from vault.folding import folded
from vault.ids import MemberId
from vault.passages import About, Passage

Change = Callable[[Passage], Passage]
Retag = Callable[[Change], object]


class Entry(NamedTuple):
    """Somebody to choose: how they are shown, and what letters find them by."""

    digit: int
    name: str
    called: str
    is_chosen: bool
    choose: Callable[[], object]


class PeopleMenu(QMenu):
    """A list of people: a digit chooses one; a list with more people than digits is narrowed."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._people: dict[int, QAction] = {}

    def fill(
        self,
        people: Iterable[Entry],
        *,
        key: str,
    ) -> None:
        """Add people; `key` is how the key is shown that does the same without the menu."""
        listed = list(people)
        field = self._add_filter() if listed[-1][0] > KEYS else None
        for digit, name, called, is_chosen, choose in listed:
            action = self.add(name, choose, key=key.format(digit=digit) if digit <= KEYS else "")
            action.setCheckable(True)
            action.setChecked(is_chosen)
            self._people[digit] = action
            if field is not None:
                _narrow(field, action, folded(f"{name} {called}"))

    def add(self, label: str, act: Callable[[], object], *, key: str = "") -> QAction:
        """Add one entry with the key that does the same."""
        action = self.addAction(label.replace("&", "&&") + (f"\t{key}" if key else ""))
        action.triggered.connect(lambda _checked=False: act())
        return action

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, with Alt or without."""
        action = self._people.get(event.key() - Qt.Key.Key_0)
        if action is None or event.key() > Qt.Key.Key_9:
            super().keyPressEvent(event)
            return
        self.close()
        action.trigger()

    def _add_filter(self) -> QLineEdit:
        field = OwnField()
        field.setPlaceholderText(words.find_person())
        field.setAccessibleName(words.find_person())
        field.returnPressed.connect(self._take_first)
        place = QWidgetAction(self)
        place.setDefaultWidget(field)
        self.addAction(place)
        self.aboutToShow.connect(field.setFocus)
        return field

    def _take_first(self) -> None:
        shown = [action for action in self._people.values() if action.isVisible()]
        self.close()
        if shown:
            shown[0].trigger()


class SpeakerMenu(PeopleMenu):
    """The list of those who can have said a paragraph."""

    def __init__(self, people: People, tag: Passage, retag: Retag, parent: QWidget) -> None:
        super().__init__(words.said_by(), parent)

        def say(member: MemberId | None) -> None:
            retag(lambda told: replace(told, said_by=member))

        listed = (
            Entry(
                digit,
                name,
                people.called(member),
                member == tag.said_by,
                partial(say, member),
            )
            for digit, (member, name) in enumerate(people.members, start=1)
        )
        self.fill(listed, key="{digit}")
        nobody = self.add(words.not_said(), lambda: say(None))
        nobody.setCheckable(True)
        nobody.setChecked(tag.said_by is None)


class TagMenu(PeopleMenu):
    """Changes the tag of a paragraph.

    `retag` gets what is to become of the tag, `ask_name` is called where a name must be typed.
    """

    def __init__(
        self,
        people: People,
        tag: Passage,
        retag: Retag,
        ask_name: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__("", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_choices(people, tag, retag)
        if people.is_shared:
            self._add_several(people, tag, retag)
        self.add(words.third_person(), ask_name, key="Alt+P")
        self.addSeparator()
        self.addMenu(SpeakerMenu(people, tag, retag, self))
        told = self.add(words.in_confidence(), lambda: retag(confided), key="Alt+C")
        told.setCheckable(True)
        told.setChecked(tag.in_confidence)

    def _add_choices(self, people: People, tag: Passage, retag: Retag) -> None:
        def choose(about: About) -> None:
            retag(lambda tagged: replace(tagged, about=about))

        listed = [
            Entry(
                digit,
                person,
                people.called(*about.members),
                tag.about == about,
                partial(choose, about),
            )
            for digit, (about, person) in enumerate(people.choices)
        ]
        self.fill(listed if people.is_shared else listed[1:], key="Alt+{digit}")

    def _add_several(self, people: People, tag: Passage, retag: Retag) -> None:
        def turn(member: MemberId) -> None:
            retag(lambda tagged: replace(tagged, about=tagged.about.turned(member)))

        several = PeopleMenu(words.add_or_remove(), self)
        listed = (
            Entry(
                digit,
                name,
                people.called(member),
                member in tag.about.members,
                partial(turn, member),
            )
            for digit, (member, name) in enumerate(people.members, start=1)
        )
        several.fill(listed, key="Alt+Shift+{digit}")
        self.addMenu(several)


def confided(tag: Passage) -> Passage:
    """Turn a tag's mark of confidence round."""
    return replace(tag, in_confidence=not tag.in_confidence)


def _narrow(field: QLineEdit, action: QAction, name: str) -> None:
    field.textChanged.connect(lambda typed: action.setVisible(folded(typed) in name))
