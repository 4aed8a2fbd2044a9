"""What stands ready above a note: finding, phrases, and a word on what a paste left out."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.clients.tab import is_in_front
from ui.notes.aids import WritingAids
from ui.notes.find_bar import FindBar, Finder, add_find_keys, add_key, next_wrong
from ui.notes.passage_edit import PassageEdit
from ui.notes.phrase_menu import DATE_KEY, TIME_KEY, PhraseMenu
from ui.notes.phrase_panel import PhrasePanel
from ui.notes.text_menu import TextMenu
from ui.strings import editor as words
from ui.widgets.announce import announce
from ui.widgets.card import Rule
from ui.widgets.menus import caret_of, pop_up_beside
from ui.widgets.own_words import OwnBanner
from vault.place import FormWords

if TYPE_CHECKING:
    from ui.notes.editor import NoteEditor

_SHOWN = "shown"
_GONE_TO = "gone to"


class EditorTools(QWidget):
    """Stands above the sheet of an editor while any tool is open.

    Keys: Ctrl+F finds, F3 and Shift+F3 step from hit to hit, Ctrl+J lists phrases, Ctrl+; writes
    the date and Ctrl+Shift+; the time, F7 goes to the next misspelt word.
    """

    def __init__(self, editor: "NoteEditor", aids: WritingAids | None) -> None:
        super().__init__(editor)
        self._editor = editor
        self._aids = aids
        self._bar = FindBar()
        self._finder = Finder(self._bar, lambda: editor.fields, editor.follow)
        self._notice = OwnBanner()
        self._panel: PhrasePanel | None = None
        self._covered = False
        self._rule = Rule()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in (self._notice, self._bar, self._rule):
            self._column.addWidget(part)
            part.hide()
        self._bar.closed.connect(self.close_find)
        editor.edited.connect(self._on_edited)
        self._add_keys()
        self.hide()
        if aids is not None:
            aids.phrase_form.follow(self._half_typed)
            aids.form_read.connect(self._bring_phrase_back)

    def begin(self) -> None:
        """Go over to the fields that were just laid out."""
        self._notice.hide()
        self._settle()
        self._bring_phrase_back()
        self._finder.look_for("" if self._bar.isHidden() else self._bar.field.text())

    def open_find(self) -> None:
        """Show the field for finding, with what is selected in it."""
        self._bar.show()
        self._settle()
        self._finder.open(self._editor.recent)

    def close_find(self) -> None:
        """Take the marks away and go back into the text, to the hit that was shown."""
        self._finder.close(self._editor.recent)
        self._bar.hide()
        self._settle()

    def say(self, sentence: str) -> None:
        """Say what became of a text that was put in, until something is written."""
        self._notice.show_message(sentence, "accent")
        self._notice.show()
        self._settle()

    def open_panel(self) -> None:
        """Show the panel of phrases."""
        if self._aids is not None:
            self._made_panel(self._aids).open()
            self._settle()
            self._aids.phrase_form.touch()

    def clear_texts(self) -> None:
        """Take every phrase off the screen."""
        self._covered = True
        if self._panel is not None:
            self._panel.clear_texts()

    def restore_texts(self) -> None:
        """Bring them back."""
        self._covered = False
        if self._panel is not None:
            self._panel.restore_texts()
        self._bring_phrase_back()

    def _made_panel(self, aids: WritingAids) -> PhrasePanel:
        if self._panel is None:
            self._panel = PhrasePanel(aids)
            self._panel.hide()
            self._panel.closed.connect(self._close_panel)
            self._panel.edited.connect(aids.phrase_form.touch)
            self._column.insertWidget(0, self._panel)
        return self._panel

    def _half_typed(self) -> dict[int, FormWords]:
        """Say what stands in the panel, and whether it is shown and was gone to last."""
        panel = self._panel
        if panel is None or not panel.half_typed:
            return {}
        within = panel.isAncestorOf(self._editor.focusWidget())
        shown = "" if panel.isHidden() else _GONE_TO if within else _SHOWN
        return {0: (shown, *panel.half_typed)}

    def _bring_phrase_back(self) -> None:
        """Show a phrase again that was half typed when the vault was locked, above a draft."""
        if self._aids is None or self._covered or not self._editor.shows_draft:
            return
        shown, *typed = self._aids.phrase_form.take(0) or ("",)
        if typed:
            panel = self._made_panel(self._aids)
            panel.bring_back(tuple(typed))
            panel.setVisible(bool(shown))
            self._settle()
            if shown == _GONE_TO and is_in_front(self):
                panel.focus_form()

    def _add_keys(self) -> None:
        add_find_keys(self._editor, self.open_find, self._finder)
        if self._aids is None:
            return
        aids = self._aids
        add_key(self._editor, "Ctrl+J", self._open_phrases)
        add_key(self._editor, DATE_KEY, lambda: self._write(aids.date()))
        add_key(self._editor, TIME_KEY, lambda: self._write(aids.time()))
        add_key(self._editor, "F7", lambda: self._show_wrong(aids))

    def _open_phrases(self) -> None:
        edit = self._writable()
        if edit is not None and self._aids is not None:
            menu = PhraseMenu(self._aids, self._write, self.open_panel, edit)
            pop_up_beside(menu, caret_of(edit), by_key=True)

    def _write(self, text: str) -> None:
        edit = self._writable()
        if edit is not None:
            edit.insert_lines(*text.split("\n"))
            edit.setFocus()

    def _writable(self) -> PassageEdit | None:
        recent = self._editor.recent
        return recent if recent is not None and recent.can_write else None

    def _show_wrong(self, aids: WritingAids) -> None:
        found = next_wrong(self._editor.fields, self._editor.recent, aids)
        if found is None:
            announce(self._editor, words.nothing_misspelt())
            return
        edit, cursor = found
        edit.setFocus()
        edit.setTextCursor(cursor)
        self._editor.follow(edit)
        announce(edit, words.misspelt(cursor.selectedText()))
        TextMenu(edit, aids, cursor).open(caret_of(edit), by_key=True)

    def _close_panel(self) -> None:
        if self._panel is not None:
            self._panel.hide()
        self._settle()
        edit = self._writable()
        if edit is not None:
            edit.setFocus()
        else:
            self._editor.focus_draft()
        if self._aids is not None:
            self._aids.phrase_form.touch()

    def _on_edited(self) -> None:
        if not self._notice.isHidden():
            self._notice.hide()
            self._settle()
        if not self._bar.isHidden():
            self._finder.look_again()

    def _settle(self) -> None:
        parts = [self._notice, self._bar, *([self._panel] if self._panel is not None else [])]
        shown = any(not part.isHidden() for part in parts)
        self._rule.setVisible(shown)
        self.setVisible(shown)
