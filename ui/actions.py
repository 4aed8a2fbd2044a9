"""What can be done by name or by key: one list for shortcuts, the palette and the page of keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

Call = Callable[[], object]


def always() -> bool:
    """Say that an action can be taken at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do. `id` is `noun.verb`, `keys` as in "Ctrl+Shift+N", "" for none.

    `keywords` are words besides the label by which it is looked for. `naming` says more than the
    label does, such as whom a new note would be for now.
    """

    id: str
    label: str
    call: Call
    keys: str = ""
    icon: str = "arrow-right"
    is_possible: Callable[[], bool] = always
    keywords: str = ""
    naming: Callable[[], str] | None = None

    @property
    def label_now(self) -> str:
        """What it would do at present."""
        return self.naming() if self.naming is not None else self.label

    @property
    def cap(self) -> str:
        """The keys as they stand on a key cap: "Ctrl Shift N"."""
        return key_cap(self.keys)


class Actions:
    """Every action of one window, in the order in which they are shown."""

    def __init__(self) -> None:
        self._actions: dict[str, Action] = {}

    def __iter__(self) -> Iterator[Action]:
        return iter(self._actions.values())

    def __getitem__(self, name: str) -> Action:
        return self._actions[name]

    def add(self, action: Action, within: QWidget | None = None) -> None:
        """Take an action in; inside the widget `within` its keys take it from now on.

        Without `within` whoever else hears its keys takes it. Raises KeyError where there is one
        of this id already.
        """
        if action.id in self._actions:
            raise KeyError(action.id)
        self._actions[action.id] = action
        if within is not None and action.keys:
            shortcut = QShortcut(QKeySequence(action.keys), within)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: self.take(action.id))

    def take(self, name: str) -> None:
        """Take an action, where it is possible at present."""
        action = self._actions[name]
        if action.is_possible():
            action.call()

    def possible(self) -> list[Action]:
        """List what can be done at present."""
        return [one for one in self if one.is_possible()]


def key_cap(keys: str) -> str:
    """Give keys as they stand on a key cap, in the words or signs of the system."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
