"""Puts the cover before the window's pages, and takes it away."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.cover import Cover
from ui.strings import window as words
from ui.window import Window
from vault.autolock import Clocks

UNDO_SECONDS = 3.0


class Covering:
    """The cover of one window, made when it goes up and deleted when it is lifted.

    It can be put up before there is a vault, and stay up while one comes to be behind it.
    """

    def __init__(
        self, window: Window, make_cover: Callable[[], Cover], read_clocks: Callable[[], Clocks]
    ) -> None:
        self._window = window
        self._make_cover = make_cover
        self._read_clocks = read_clocks
        self._cover: Cover | None = None
        self._up_at_boot = 0.0

    @property
    def is_up(self) -> bool:
        """Whether the window is covered."""
        return self._cover is not None

    @property
    def is_slip(self) -> bool:
        """Whether it went up so lately that taking it back needs no passphrase."""
        # By the clock that runs on while the computer sleeps.
        return self._read_clocks().boot - self._up_at_boot <= UNDO_SECONDS

    def put_up(self, asked: Callable[[bytearray], object], escaped: Callable[[], object]) -> None:
        """Paint the cover before anything else happens.

        From now on `asked` gets each passphrase, to be wiped, and `escaped` hears each Esc; so a
        cover that is up already passes to another owner, with whatever is half typed on it.
        """
        before, self._asked, self._escaped = self._cover, asked, escaped
        cover = before or self._made()
        self._window.show_at_once(cover, words.covered_title())
        if before is None:
            cover.setFocus()

    def put_field_away(self) -> None:
        """Take what is half typed off the cover, as where somebody walks in once more."""
        if self._cover is not None:
            self._cover.put_field_away()
            self._cover.repaint()

    def ask_nothing(self, woken: Callable[[], object]) -> None:
        """Let any key or click come straight back, since there is no passphrase yet."""
        if self._cover is not None:
            self._cover.woken.connect(woken)
            self._cover.ask_nothing()

    def lift(self, page: QWidget) -> None:
        """Show a page, under the window's own title, and delete the cover."""
        self._window.show_page(page)
        self._window.setWindowTitle(words.title())
        if self._cover is not None:
            self._window.drop_page(self._cover)
            self._cover = None

    def busy(self, working: bool) -> None:
        """Show that a passphrase is being checked, and take no other meanwhile."""
        if self._cover is not None:
            self._cover.busy(working)

    def refuse(self) -> None:
        """Say that it wasn't the passphrase."""
        if self._cover is not None:
            self._cover.show_error(words.wrong_passphrase())

    def _made(self) -> Cover:
        self._cover = self._make_cover()
        self._up_at_boot = self._read_clocks().boot
        self._cover.passphrase_entered.connect(self._on_passphrase)
        self._cover.escape_pressed.connect(self._on_escape)
        return self._cover

    def _on_passphrase(self, typed: bytearray) -> None:
        self._asked(typed)

    def _on_escape(self) -> None:
        self._escaped()
