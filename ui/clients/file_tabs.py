"""Which tabs a client's file has; what a tab needs is loaded when it is first gone to."""

# ruff: noqa: PLC0415 -- many a day needs none of these tabs

from collections.abc import Callable

from ui.clients.details import DetailsTab
from ui.clients.tab import ClientTab
from ui.clients.tabs import TabPlan
from ui.notes.view import NotesView
from ui.open_vault import OpenVault
from ui.strings import clients as words
from ui.strings import documents as document_words
from ui.strings import notes as note_words
from ui.strings import process_notes as process_words
from ui.strings import units as unit_words
from vault.ids import ClientId, NoteId

NOTES, PROCESS, DOCUMENTS = "notes", "process_notes", "documents"
MEASURES, PEOPLE, DETAILS = "measures", "people", "details"


def file_tabs(
    vault: OpenVault,
    notes: NotesView,
    risk_note_asked: Callable[[NoteId | None], object],
    file_asked: Callable[[ClientId], object],
) -> tuple[TabPlan, ...]:
    """Give the tabs in their order; a measure asks for a risk note, a member for their file."""

    def measures() -> ClientTab:
        from ui.measures.view import MeasuresView
        from ui.measures.view_model import MeasuresViewModel

        model = MeasuresViewModel(vault)
        tab = MeasuresView(vault, model)
        model.setParent(tab)
        tab.risk_note_asked.connect(risk_note_asked)
        return tab

    def people() -> ClientTab:
        from ui.units.view import PeopleTab

        tab = PeopleTab(vault)
        tab.file_asked.connect(file_asked)
        return tab

    return (
        TabPlan(NOTES, note_words.tab(), lambda: notes),
        TabPlan(PROCESS, process_words.tab(), lambda: _process_notes(vault), "lock"),
        TabPlan(DOCUMENTS, document_words.tab(), lambda: _documents(vault)),
        TabPlan(MEASURES, words.measures(), measures),
        TabPlan(PEOPLE, unit_words.tab(), people),
        TabPlan(DETAILS, words.details(), lambda: DetailsTab(vault)),
    )


def _process_notes(vault: OpenVault) -> ClientTab:
    from ui.process_notes.view import ProcessNotesTab

    return ProcessNotesTab(vault)


def _documents(vault: OpenVault) -> ClientTab:
    from ui.documents.view import DocumentsView

    return DocumentsView(vault)
