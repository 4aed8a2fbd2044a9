"""Leads the real window through a tour: keys and clicks go in, pictures come out.

Every step waits for what it leads to, up to a limit; nothing waits for a time.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Self, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget

from resources.tokens import Scheme
from ui.app import Casekeep, Rooms
from ui.furnish import House
from ui.row_list import RowList
from ui.tasks import Lane, Op
from vault.lifecycle import LockReason, State

LIMIT_MS = 30_000
_LOOK_MS = 5
_SMALLEST = 0
_SCHEMES: tuple[Scheme, ...] = ("light", "dark")

W = TypeVar("W", bound=QWidget)


class NotReached(Exception):  # noqa: N818 -- named for what happened, like every error here
    """A screen didn't come inside the limit."""


class Album:
    """Numbered pictures in a folder, each screen once light and once dark."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []
        self.pictures = 0

    def add(self, name: str, grab: Callable[[Scheme], QWidget]) -> None:
        """Keep a screen; `grab` gives the widget to draw in each scheme."""
        self.names.append(name)
        for scheme in _SCHEMES:
            file = self.folder / f"{len(self.names):02}-{name}-{scheme}.png"
            if not grab(scheme).grab().save(str(file), "PNG", _SMALLEST):
                raise OSError
            self.pictures += 1


class Guide:
    """One window over one vault folder, from its start to its end.

    In place of the end of the process `ended` is set, and the window stays.
    """

    def __init__(self, app: QApplication, rooms: Rooms, folder: Path, album: Album) -> None:
        self.ended = False
        self._app = app
        self._album = album
        stands = replace(rooms, remember=lambda _folder: None, ending=lambda _command: self._end)
        self._casekeep = Casekeep(app, stands, folder)
        self._casekeep.theme.choose(_SCHEMES[0])
        self._casekeep.start()
        self.until(lambda: self._casekeep.house is not None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def window(self) -> QWidget:
        """The window."""
        return self._casekeep.window

    @property
    def house(self) -> House:
        """What stands behind the window."""
        if self._casekeep.house is None:
            raise NotReached
        return self._casekeep.house

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the window work until something holds; NotReached after half a minute."""
        limit = QTimer(singleShot=True, interval=LIMIT_MS)
        look = QTimer(interval=_LOOK_MS)
        limit.start()
        look.start()
        while not holds():
            if not limit.isActive():
                raise NotReached
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def is_open(self) -> bool:
        """Whether records are shown."""
        return self.house.lifecycle.state is State.OPEN

    def find(self, kind: type[W], name: str = "") -> W:
        """Wait for a widget that can be seen, by its words or its accessible name."""
        found: list[W] = []

        def there() -> bool:
            found[:] = [
                one
                for one in self.window.findChildren(kind)
                if one.isVisible() and (not name or name in {one.accessibleName(), _words(one)})
            ]
            return bool(found)

        self.until(there)
        return found[0]

    def read(self, words: str) -> None:
        """Wait for words on the screen."""
        self.until(
            lambda: any(
                words in _words(one)
                for one in self.window.findChildren(QWidget)
                if one.isVisible() and _words(one)
            )
        )

    def press(self, label: str, kind: type[QAbstractButton] = QAbstractButton) -> None:
        """Click on a button once it can be pressed."""
        button = self.find(kind, label)
        self.until(button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, field: QWidget, text: str) -> None:
        """Type into a field."""
        field.setFocus()
        QTest.keyClicks(field, text)

    def focused(self) -> QWidget:
        """Give the widget that takes the keys."""
        return QApplication.focusWidget() or self.window

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focused(), key, modifier)

    def choose(self, rows: str, words: str) -> None:
        """Click on the first row of a list that says something."""
        listed = self.find(RowList, rows)

        def places() -> list[int]:
            model = listed.model()
            return [
                at
                for at in range(model.rowCount() if model is not None else 0)
                if words in str(model.index(at, 0).data())
            ]

        self.until(lambda: bool(places()))
        index = listed.model().index(places()[0], 0)
        listed.scrollTo(index)
        place = listed.visualRect(index).center()
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def answer_dialog(self, file: Path) -> None:
        """Choose a file in the dialog that is open, and close it."""
        found: list[QFileDialog] = []

        def there() -> bool:
            found[:] = self.window.findChildren(QFileDialog)
            return bool(found)

        self.until(there)
        found[0].fileSelected.emit(str(file))
        found[0].reject()

    def rest(self) -> None:
        """Wait until everything that was asked of any thread has come back."""
        if self.ended:
            return
        tasks = self.house.lifecycle.tasks
        # What comes back may ask for more on another thread.
        beside = (tasks.aside, tasks.outside, tasks.decoding, tasks.examining, tasks.copying)
        for lane in (tasks, *beside) * 3:
            self._wait_behind(lane)

    def picture(self, name: str) -> None:
        """Keep the screen as it is, light and dark."""
        self._album.add(name, self._shown_in)
        self._casekeep.theme.choose(_SCHEMES[0])

    def lock(self) -> None:
        """Lock with the keys."""
        self.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.ended)

    def close(self) -> None:
        """Take the window away, as the end of its process would."""
        if self._casekeep.house is not None:
            lifecycle = self.house.lifecycle
            if not self.ended:
                lifecycle.lock(LockReason.ASKED, relaunch=False)
            self.house.close()
            lifecycle.tasks.close()
        self._casekeep.window.close_for_good()
        self._casekeep.window.deleteLater()
        self._casekeep.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _end(self, _relaunch: bool) -> None:
        self.ended = True

    def _shown_in(self, scheme: Scheme) -> QWidget:
        self._casekeep.theme.choose(scheme)
        self.rest()
        QApplication.processEvents()
        return self.window

    def _wait_behind(self, lane: Lane) -> None:
        owner = QObject()
        came: list[object] = []
        Op(owner, lambda: None).success(came.append).on(lane)
        self.until(lambda: bool(came))


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
