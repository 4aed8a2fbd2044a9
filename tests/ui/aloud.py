"""What can be read in the window by those who look on, or hear a screen reader."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget


def read_aloud() -> str:
    """All that a screen reader finds, but for what is being typed; with tooltips and titles."""
    return "\n".join(
        text
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for text in _texts(QAccessible.queryAccessibleInterface(window))
    )


def _texts(item: QAccessibleInterface) -> Iterator[str]:
    widget = item.object()
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help):
        yield item.text(kind)
    if isinstance(widget, QWidget):
        yield from (widget.toolTip(), widget.windowTitle(), widget.statusTip())
    if not _is_typed(widget):
        yield item.text(QAccessible.Text.Value)
        content = item.textInterface()
        if content is not None:
            yield content.text(0, content.characterCount())
    for at in range(item.childCount()):
        child = item.child(at)
        if child is not None and child.isValid():
            yield from _texts(child)


def _is_typed(widget: object) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.hasFocus()
    return isinstance(widget, QTextEdit) and not widget.isReadOnly()
