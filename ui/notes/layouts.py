"""The layout of a draft: its template, and one text for each of the template's sections."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.notes.passage_document import PassageDocument
from vault.passages import Template


@dataclass(frozen=True, slots=True)
class Layout:
    """A draft's texts in the order of their sections; they keep their own steps of undo."""

    template: Template
    documents: tuple[PassageDocument, ...]


@dataclass(frozen=True, slots=True)
class LayoutChange:
    """A step from one layout to another, each with texts of its own.

    They hold the same words at that step, but for what was copied into the later one.
    """

    before: Layout
    after: Layout
    show: Callable[[Layout], None]

    def undo(self) -> None:
        """Show the layout before."""
        self.show(self.before)

    def redo(self) -> None:
        """Show the layout after."""
        self.show(self.after)
