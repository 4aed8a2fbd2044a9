"""The words that were added to the vault's dictionary, and the way back for one taken out."""

from PySide6.QtCore import QObject, Signal

from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Changes, Noun


class WordsModel(QObject):
    """Lists words and takes them out; `removed` is the last one, while it can be put back."""

    changed = Signal()
    removed_changed = Signal()
    trouble = Signal(object)

    def __init__(self, vault: OpenVault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self.words: tuple[str, ...] = ()
        self.removed = ""
        vault.hub.changed.connect(self._on_changed)

    def load(self) -> None:
        """Read the words."""
        op = Op(self, self._vault.cabinet.spelling.words).success(self._on_loaded)
        op.on(self._vault.tasks)

    def remove(self, word: str) -> None:
        """Take a word out."""
        spelling = self._vault.cabinet.spelling
        op = Op(self, lambda: spelling.remove(word)).success(lambda _: self._set_removed(word))
        op.failure(self.trouble.emit).on(self._vault.tasks)

    def put_back(self) -> None:
        """Add the word again that was taken out last."""
        spelling, word = self._vault.cabinet.spelling, self.removed
        if word:
            op = Op(self, lambda: spelling.add(word)).success(lambda _: self._set_removed(""))
            op.failure(self.trouble.emit).on(self._vault.tasks)

    def forget(self) -> None:
        """Have nothing to put back any more."""
        self._set_removed("")

    def _set_removed(self, word: str) -> None:
        self.removed = word
        self.removed_changed.emit()

    def _on_loaded(self, words: list[str]) -> None:
        if tuple(words) != self.words:
            self.words = tuple(words)
            self.changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(Noun.WORD):
            self.load()
