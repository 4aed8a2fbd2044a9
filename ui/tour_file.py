"""Stops of the tour in a client's file and over it: tabs, search, keys, initials, settings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ui.clients.file_tabs import DETAILS, DOCUMENTS, MEASURES, NOTES, PEOPLE, PROCESS
from ui.clients.tabs import ClientTabs
from ui.strings import actions as action_words
from ui.strings import clients as client_words
from ui.strings import documents as document_words
from ui.strings import meetings as meeting_words
from ui.strings import process_notes as process_words
from ui.strings import search as search_words
from ui.strings import settings as setting_words
from ui.strings import units as unit_words
from ui.tour_guide import Guide

CONTROL = Qt.KeyboardModifier.ControlModifier
LETTER = "Referral letter"
SHIFT = Qt.KeyboardModifier.ShiftModifier


def look_through(guide: Guide, couple: str) -> None:
    """Visit every other tab of a couple's file, then search, the keys, initials and settings."""
    guide.press(client_words.title())
    guide.choose(client_words.list_name(), couple)
    guide.rest()
    _visit(guide, PEOPLE, "people")
    guide.press(unit_words.new_unit())
    guide.rest()
    guide.picture("new-unit")
    guide.key(Qt.Key.Key_Escape)
    _visit(guide, DOCUMENTS, "documents", pictured=False)
    guide.choose(document_words.list_name(), LETTER)
    guide.rest()
    guide.picture("documents")
    _visit(guide, MEASURES, "measures")
    _visit(guide, PROCESS, "process-notes-locked", process_words.locked_title())
    _visit(guide, NOTES, "notes-again", pictured=False)
    guide.key(Qt.Key.Key_K, CONTROL)
    guide.write(guide.find(QLineEdit, search_words.field()), "sleep")
    guide.rest()
    guide.picture("search")
    guide.key(Qt.Key.Key_Escape)
    guide.key(Qt.Key.Key_F1)
    guide.read(action_words.shortcuts())
    guide.picture("shortcuts")
    guide.key(Qt.Key.Key_Escape)
    guide.key(Qt.Key.Key_I, CONTROL | SHIFT)
    guide.rest()
    guide.picture("initials-only")
    _visit(guide, DETAILS, "initials-only-details")
    _visit(guide, NOTES, "notes-with-names", pictured=False)
    guide.key(Qt.Key.Key_I, CONTROL | SHIFT)
    guide.key(Qt.Key.Key_Comma, CONTROL)
    guide.read(setting_words.practice())
    guide.rest()
    guide.picture("settings")


def plan_a_session(guide: Guide) -> None:
    """Look at the form of a new session on Today."""
    guide.press(meeting_words.new())
    guide.rest()
    guide.picture("new-session")
    guide.key(Qt.Key.Key_Escape)


def _visit(guide: Guide, key: str, name: str, words: str = "", *, pictured: bool = True) -> None:
    guide.find(ClientTabs).go_to(key)
    guide.rest()
    if words:
        guide.read(words)
    if pictured:
        guide.picture(name)
