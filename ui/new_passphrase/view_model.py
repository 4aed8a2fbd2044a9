"""Sets a new passphrase: which one is good enough, and what became of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from ui.strings import new_passphrase as words
from ui.strings.errors import words_for
from ui.tasks import Lane, Op
from vault import passphrases
from vault.keys import SecretBytes


class NewPassphraseViewModel(QObject):
    """Takes a passphrase typed twice; `problem` carries a sentence, `done` comes when it is set.

    `change` runs on the database's thread and raises what `Keeper.change_passphrase` raises.
    """

    problem = Signal(str)
    busy = Signal(bool)
    done = Signal()

    def __init__(
        self,
        lane: Lane,
        change: Callable[[bytearray], None],
        word_list: Callable[[], Sequence[str]],
        randbelow: Callable[[int], int],
    ) -> None:
        super().__init__()
        self._lane = lane
        self._change = change
        self._word_list = word_list
        self._randbelow = randbelow
        self.offered = ""
        self.draw()

    def draw(self) -> None:
        """Draw six other words."""
        self.offered = passphrases.six_words(self._word_list(), self._randbelow)

    def forget(self) -> None:
        """Forget the words on offer."""
        self.offered = ""

    def submit(self, typed: bytearray, again: bytearray) -> None:
        """Set the passphrase if it was typed twice alike and is hard to guess; wipes both."""
        same = typed == again
        again[:] = bytes(len(again))
        if not same:
            typed[:] = bytes(len(typed))
            self.problem.emit(words.different())
            return
        self.busy.emit(True)
        offered = self.offered

        def call() -> None:
            with SecretBytes(typed) as secret:
                typed[:] = bytes(len(typed))
                text = secret.buffer.decode("utf-8")
                passphrases.encoded(text).wipe()
                if text != offered:
                    passphrases.check_own(text)
                self._change(secret.buffer)

        op = Op(self, call).success(lambda _: self._on_done()).failure(self._on_failed)
        op.fault(lambda: self._on_failed(None)).on(self._lane)

    def _on_done(self) -> None:
        self.busy.emit(False)
        self.forget()
        self.done.emit()

    def _on_failed(self, error: object) -> None:
        self.busy.emit(False)
        self.problem.emit(" ".join(filter(None, words_for(error))))
