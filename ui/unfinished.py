"""Forms that are half typed when the vault is locked."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from ui.autosave import Save
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Done
from vault.place import FormKind, FormWords


class Unfinished:
    """Keeps what stands in the forms of one kind, and hands it over to be shown again.

    A form is known by the number of what it is about, 0 where there is one form of its kind.
    """

    def __init__(self, vault: OpenVault, kind: FormKind) -> None:
        self._vault = vault
        self._kind = kind
        self._kept: dict[int, FormWords] = {}
        self._waiting: dict[int, FormWords] = {}

    def ask(self, owner: QObject, then: Callable[[], object]) -> None:
        """Read what was kept; `take` gives it once `then` is called."""

        def known(found: dict[int, FormWords]) -> None:
            self._kept, self._waiting = found, dict(found)
            then()

        practice, kind = self._vault.cabinet.practice, self._kind
        Op(owner, lambda: practice.unfinished(kind)).success(known).on(self._vault.tasks)

    def take(self, about: int) -> FormWords:
        """Give what is to be shown again in a form, once; empty where nothing is."""
        return self._waiting.pop(about, ())

    def pending(self, forms: Mapping[int, FormWords]) -> list[Save]:
        """Give a call for each form in which something else stands than was kept of it.

        What waits to be taken stays as it is; a form that isn't there any more is forgotten.
        """
        answered = {*self._kept, *forms} - self._waiting.keys()
        now = {about: forms.get(about, ()) for about in answered}
        changed = {at: typed for at, typed in now.items() if typed != self._kept.get(at, ())}
        return [self._save(about, typed) for about, typed in changed.items()]

    def _save(self, about: int, typed: FormWords) -> Save:
        def save() -> Done[None]:
            done = self._vault.cabinet.practice.keep_unfinished(self._kind, about, typed)
            self._kept[about] = typed
            return done

        return save
