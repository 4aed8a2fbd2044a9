"""The preview: the very document that would be handed over, made in memory."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible

from ui.autosave import MakeTimer
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.errors import ActionableError
from vault.printed import DocumentPress, PageImage, PageImages
from vault.releases import Composed, Prepared

SETTLE_MS = 350
SLOW_MS = 200
FIRST_WIDTH = 700

Compose = Callable[[], Composed]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A prepared document, opened for looking at; `words` only where somebody listens."""

    prepared: Prepared
    pages: PageImages
    words: tuple[str, ...]


class Preview(QObject):
    """Makes the document a moment after the last change, and draws one page of it at a time.

    `changed` comes with anything that is shown of it, `made` when the document is there,
    `page_drawn` with another image, `failed` with what went wrong. What is under way is dropped
    by `stop` and by the next change.
    """

    changed = Signal()
    made = Signal()
    page_drawn = Signal()
    failed = Signal(object)

    def __init__(
        self,
        vault: OpenVault,
        press: DocumentPress,
        parent: QObject | None = None,
        make_timer: MakeTimer = QTimer,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._press = press
        self._compose: Compose | None = None
        self._pages: PageImages | None = None
        self._words: tuple[str, ...] = ()
        self._drawing = False
        self._turn = 0
        self._width = FIRST_WIDTH
        self._settle = make_timer(self)
        self._slow = make_timer(self)
        for timer in (self._settle, self._slow):
            timer.setSingleShot(True)
        self._settle.timeout.connect(self._make)
        self._slow.timeout.connect(self._on_slow)
        self.prepared: Prepared | None = None
        self.image: PageImage | None = None
        self.page = 0
        self.working = False
        self.slow = False
        self.stopped = False

    @property
    def count(self) -> int:
        """How many pages there are; none while there is no document."""
        return self._pages.count if self._pages is not None else 0

    @property
    def words(self) -> str:
        """What stands on the page, for those who hear it read."""
        return self._words[self.page] if self.page < len(self._words) else ""

    def ask(self, compose: Compose) -> None:
        """Make the document anew, a moment after the last such wish.

        `compose` is called on the database's thread. The page that can be seen stays until then;
        it can't be handed over any more.
        """
        self._begin(compose)
        self._settle.start(SETTLE_MS)

    def again(self) -> None:
        """Make the document after all, where it was stopped."""
        if self._compose is not None:
            self._begin(self._compose)
            self._make()

    def stop(self) -> None:
        """Drop what is under way."""
        self._end()
        self.stopped = True
        self.changed.emit()

    def clear(self) -> None:
        """Let go of the document and all that could be seen of it."""
        self._end()
        self._compose = None
        self.prepared = None
        self.image = None
        self.stopped = False
        self._close()
        self.changed.emit()
        self.page_drawn.emit()

    def turn_to(self, page: int) -> None:
        """Show another page, the nearest one there is."""
        wanted = max(0, min(page, self.count - 1))
        if self.count and wanted != self.page:
            self.page = wanted
            self._draw()

    def fit(self, width: int) -> None:
        """Draw pages at another width, in pixels of the screen."""
        if width > 0 and width != self._width:
            self._width = width
            self._draw()

    def _begin(self, compose: Compose) -> None:
        self._end()
        self._compose = compose
        self.prepared = None
        self.working = True
        self.stopped = False
        self.changed.emit()

    def _end(self) -> None:
        self._turn += 1
        self._settle.stop()
        self._slow.stop()
        self.working = False
        self.slow = False

    def _on_slow(self) -> None:
        self.slow = True
        self.changed.emit()

    def _make(self) -> None:
        turn, compose = self._turn, self._compose
        if compose is None:
            return
        self._slow.start(SLOW_MS)
        op = Op(self, compose).success(lambda composed: self._lay_out(turn, composed))
        op.failure(lambda error: self._on_failed(turn, error))
        op.fault(lambda: self._on_failed(turn, None)).on(self._vault.tasks)

    def _lay_out(self, turn: int, composed: Composed) -> None:
        if turn != self._turn:
            return
        press, releases = self._press, self._vault.cabinet.releases
        heard = QAccessible.isActive()

        def lay_out() -> _Laid:
            prepared = releases.typeset(composed)
            pdf = prepared.made.pdf
            return _Laid(prepared, press.pages(pdf), press.text(pdf) if heard else ())

        op = Op(self, lay_out)
        op.success(lambda laid: self._on_laid(turn, laid))
        op.fault(lambda: self._on_failed(turn, None)).on(self._vault.tasks.aside)

    def _on_laid(self, turn: int, laid: _Laid) -> None:
        if turn != self._turn:
            Op(self, laid.pages.close).on(self._vault.tasks.aside)
            return
        self._end()
        self._close()
        self._pages = laid.pages
        self._words = laid.words
        self.prepared = laid.prepared
        self.page = max(0, min(self.page, laid.pages.count - 1))
        self.changed.emit()
        self.made.emit()
        self._draw()

    def _on_failed(self, turn: int, error: ActionableError | None) -> None:
        if turn != self._turn:
            return
        compose = self._compose
        self.clear()
        self._compose = compose
        self.stop()
        self.failed.emit(error)

    def _draw(self) -> None:
        """Draw the page in force; one at a time, so that a window pulled wider isn't outrun."""
        pages, page, width = self._pages, self.page, self._width
        if pages is None or self._drawing:
            return
        self._drawing = True

        def drawn(image: PageImage | None) -> None:
            self._drawing = False
            if (pages, page, width) != (self._pages, self.page, self._width):
                self._draw()
            elif image is not None:
                self.image = image
                self.page_drawn.emit()

        op = Op(self, lambda: pages.image(page, width)).success(drawn)
        op.fault(lambda: drawn(None)).on(self._vault.tasks.aside)

    def _close(self) -> None:
        pages, self._pages, self._words = self._pages, None, ()
        if pages is not None:
            Op(self, pages.close).on(self._vault.tasks.aside)
