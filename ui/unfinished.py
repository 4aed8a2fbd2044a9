"""Forms that aren't finished: kept inside a second, forgotten with what they were typed for."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from ui.autosave import Autosave, MakeTimer, Save
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Done
from vault.place import FormKey, FormKind, FormWords

T = TypeVar("T")


class Unfinished(QObject):
    """Keeps what stands in the forms of one kind, and hands it over to be shown again.

    A form is known by the number of what it is about, 0 where there is one form of its kind.
    """

    def __init__(
        self,
        vault: OpenVault,
        kind: FormKind,
        parent: QObject | None = None,
        make_timer: MakeTimer = QTimer,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._kind = kind
        self._read: Callable[[], Mapping[int, FormWords]] = dict
        # The database's thread writes these two, and takes from what waits.
        self._kept: dict[int, FormWords] = {}
        self._finished: Counter[int] = Counter()
        self._waiting: dict[int, FormWords] = {}
        self._autosave = Autosave(vault.tasks, self, make_timer)
        self._autosave.follow(self._source)

    def follow(self, read: Callable[[], Mapping[int, FormWords]]) -> None:
        """Say how to read the forms that are shown."""
        self._read = read

    def ask(self, then: Callable[[], object]) -> None:
        """Read what was kept; `take` gives it once `then` is called."""

        def known(found: dict[int, FormWords]) -> None:
            self._kept, self._waiting = found, dict(found)
            then()

        practice, kind = self._vault.cabinet.practice, self._kind
        Op(self, lambda: practice.unfinished(kind)).success(known).on(self._vault.tasks)

    def take(self, about: int) -> FormWords:
        """Give what is to be shown again in a form, once; empty where nothing is."""
        return self._waiting.pop(about, ())

    @property
    def waiting(self) -> tuple[int, ...]:
        """What the forms that wait to be taken are about."""
        return tuple(self._waiting)

    def put_aside(self, about: int, typed: FormWords) -> None:
        """Hold what stands in a form that is about to go, until `take` asks for it."""
        if typed:
            self._waiting[about] = typed

    def put_shown_aside(self) -> None:
        """Hold what stands in every form that is shown, for another page takes their place."""
        for about, typed in self._read().items():
            self.put_aside(about, typed)

    def touch(self) -> None:
        """Note that something was typed, or that a form came or went."""
        if self.pending():
            self._autosave.touch()

    def finish(self, about: int, act: Callable[[FormKey], T]) -> T:
        """Do what a form was typed for, on the database's thread, and forget the form with it.

        What was read of it before isn't kept any more, whatever comes to be stored late.
        """
        done = act(FormKey(self._kind, about))
        self._finished[about] += 1
        self._kept[about] = ()
        self._waiting.pop(about, None)
        return done

    def pending(self) -> list[Save]:
        """Give a call for each form in which something else stands than was kept of it.

        What waits to be taken stays as it is; a form that isn't there any more is forgotten.
        """
        shown = {about: typed for about, typed in self._read().items() if typed}
        now = {**self._waiting, **shown}
        kept = dict(self._kept)
        changed = {at: now.get(at, ()) for at in {*kept, *now}}
        return [
            self._save(about, typed)
            for about, typed in changed.items()
            if typed != kept.get(about, ())
        ]

    def _source(self) -> Save:
        saves = self.pending()
        return lambda: [save() for save in saves]

    def _save(self, about: int, typed: FormWords) -> Save:
        turn = self._finished[about]

        def save() -> Done[None]:
            if turn != self._finished[about]:
                return Done(None)
            done = self._vault.cabinet.practice.keep_unfinished(self._kind, about, typed)
            self._kept[about] = typed
            return done

        return save
