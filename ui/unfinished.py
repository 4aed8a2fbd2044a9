"""Forms that aren't finished: kept inside a second, forgotten with what they were typed for."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer

from ui.autosave import Autosave, MakeTimer, Save
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Done
from vault.place import FormKey, FormKind, FormWords

T = TypeVar("T")


class Submitted(NamedTuple):
    """What stood in a form when its finish was asked for, and in which turn it was typed."""

    typed: FormWords
    turn: int


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
        # A form's turn ends where its finish is asked for; what is typed later is of the next.
        self._turns: Counter[int] = Counter()
        self._submitted: dict[int, Submitted] = {}
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
        if not typed:
            return
        self._waiting[about] = typed
        # Asked afterwards: a finish that goes well in between takes what waits as well.
        if self._turn_of(about, typed) < self._finished[about]:
            self._waiting.pop(about, None)

    def put_shown_aside(self) -> None:
        """Hold what stands in every form that is shown, for another page takes their place."""
        for about, typed in self._read().items():
            self.put_aside(about, typed)

    def touch(self) -> None:
        """Note that something was typed, or that a form came or went."""
        if self.pending():
            self._autosave.touch()

    def finish(self, about: int, act: Callable[[FormKey], T]) -> Callable[[], T]:
        """Give the call that does what a form was typed for, and forgets the form with it.

        It is for the database's thread. Where it goes well, what stands in the form now isn't
        kept any more, however late that is known here; what is typed after this is kept still.
        """
        typed = self._now().get(about, ())
        self._submitted[about] = Submitted(typed, self._turn_of(about, typed))
        self._turns[about] += 1
        turn = self._turns[about]

        def call() -> T:
            done = act(FormKey(self._kind, about))
            self._finished[about] = turn
            self._kept[about] = ()
            self._waiting.pop(about, None)
            return done

        return call

    def pending(self) -> list[Save]:
        """Give a call for each form in which something else stands than was kept of it.

        What waits to be taken stays as it is; a form that isn't there any more is forgotten.
        """
        now, kept = self._now(), dict(self._kept)
        submitted = self._submitted.items()
        self._submitted = {at: one for at, one in submitted if one.typed == now.get(at, ())}
        changed = {at: now.get(at, ()) for at in {*kept, *now}}
        return [
            self._save(about, typed)
            for about, typed in changed.items()
            if typed != kept.get(about, ())
        ]

    def _source(self) -> Save:
        saves = self.pending()
        return lambda: [save() for save in saves]

    def _now(self) -> dict[int, FormWords]:
        shown = {about: typed for about, typed in self._read().items() if typed}
        return {**self._waiting, **shown}

    def _turn_of(self, about: int, typed: FormWords) -> int:
        """Say in which turn of a form such words were typed, as they stand there."""
        submitted = self._submitted.get(about)
        if submitted is not None and submitted.typed == typed:
            return submitted.turn
        return self._turns[about]

    def _save(self, about: int, typed: FormWords) -> Save:
        turn = self._turn_of(about, typed)

        def save() -> Done[None]:
            if turn < self._finished[about]:
                return Done(None)
            done = self._vault.cabinet.practice.keep_unfinished(self._kind, about, typed)
            self._kept[about] = typed
            return done

        return save
