"""What of a paste comes into a note."""

from PySide6.QtCore import QMimeData

from ui.strings import editor as words
from vault.pasted import from_html, from_text, has_pictures

# Letters, a line counting as some more: 27,000 words, which the window takes 50 ms to put in.
MOST = 200_000
_LINE = 80


def clean(source: QMimeData) -> tuple[tuple[str, ...], str]:
    """Give what is pasted as clean lines, and a sentence about what was left out, if anything."""
    html = source.html() if source.hasHtml() else ""
    text = source.text() if source.hasText() else ""
    if len(text or html) > MOST:
        return (), words.too_long_to_paste()
    pasted = from_text(text) if text else from_html(html)
    if sum(_LINE + len(line) for line in pasted.lines) > MOST:
        return (), words.too_long_to_paste()
    pictures = source.hasImage() or pasted.pictures or has_pictures(html)
    return pasted.lines, words.pictures_left_out() if pictures else ""
