"""Where what was found is to be read, as a place to go to."""

from ui.clients.file_tabs import DOCUMENTS, MEASURES, NOTES
from ui.clients.view import SCREEN
from ui.notes.editor import field_name
from vault.ids import ClientId
from vault.notes import NoteFile
from vault.passages import shown_in
from vault.place import TO_CURSOR, Place
from vault.search import DocumentHit, MeasureHit, PassageHit


def of_client(client_id: ClientId) -> Place:
    """Give the place of a client's notes."""
    return Place(SCREEN, client_id, NOTES)


def of_document(hit: DocumentHit) -> Place:
    """Give the place of a document; `field` holds its number, `cursor` the page from 0."""
    return Place(SCREEN, hit.client_id, DOCUMENTS, field=str(hit.document_id), cursor=hit.page or 0)


def of_result(hit: MeasureHit) -> Place:
    """Give the place of a measure's result; `field` holds its number."""
    return Place(SCREEN, hit.client_id, MEASURES, field=str(hit.result_id))


def of_passage(hit: PassageHit, file: NoteFile) -> Place:
    """Give the place of the words in a note as it stands now.

    In a draft the cursor stands behind the words, so that a key does no harm to them; in a signed
    note they are selected. A passage that isn't there any more leads to the note alone.
    """
    note = file.note if hit.addendum == 0 else file.addenda[hit.addendum - 1]
    passages = note.content.passages
    if hit.position > len(passages):
        return Place(SCREEN, hit.client_id, NOTES, hit.note_id)
    template, found = note.content.template, passages[hit.position - 1]
    section = shown_in(template, found.section)
    before = [
        one for one in passages[: hit.position - 1] if shown_in(template, one.section) is section
    ]
    start = sum(utf16_length(one.text) + 1 for one in before)
    field = field_name(section, hit.addendum)
    words = utf16_length(found.text[: hit.offset])
    end = utf16_length(found.text[: hit.offset + hit.length])
    cursor = start + end
    anchor = start + words if note.is_signed else cursor
    return Place(SCREEN, hit.client_id, NOTES, hit.note_id, field, cursor, anchor, TO_CURSOR)


def utf16_length(text: str) -> int:
    """Count a text as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
