from dataclasses import replace
from datetime import date

import pytest

from tests.builders import NOW, a_time, about, keep_alone, keep_client, keep_unit
from vault.blobs import Blob
from vault.document_texts import Finding
from vault.documents import Belonging, NewDocument, Removal, RemovalReason, Tagging
from vault.ids import ClientId, DocumentId, UnitId
from vault.media import PDF, TEXT
from vault.passages import UNTAGGED, About, AboutKind
from vault.ports import Store, Work
from vault.units import Unit, UnitKind


def a_blob(number: int = 1) -> Blob:
    return Blob(f"{number:032x}", bytes(60), 1000 + number)


def a_document(unit_id: UnitId, number: int = 1, title: str = "Referral letter") -> NewDocument:
    return NewDocument(Belonging(unit_id), title, PDF, a_blob(number), "5e" * 32)


def couple(work: Work) -> tuple[Unit, ClientId]:
    first = keep_client(work, "Dana Reyes")
    return work.units.get(
        keep_unit(work, UnitKind.COUPLE, first, keep_client(work, "Marcus Okafor"))
    ), first


class TestDocumentRepo:
    def test_gives_back_a_document_as_it_was_kept(self, store: Store) -> None:
        with store.write() as work:
            unit, _ = couple(work)
            tagging = Tagging(about(*unit.members), in_confidence=True, is_consent_scan=True)
            new = replace(a_document(unit.id, title="Überweisung 🌿"), tagging=tagging)
            document_id = work.documents.add(new, NOW)
        with store.read() as work:
            found = work.documents.get(document_id)
        assert (found.id, found.belonging, found.title) == (
            document_id,
            Belonging(unit.id),
            "Überweisung 🌿",
        )
        assert (found.media, found.blob, found.sha256) == (PDF, a_blob(), "5e" * 32)
        assert (found.size, found.added_at_utc, found.tagging) == (1001, NOW, tagging)
        assert (found.is_examined, found.pages, found.removal) == (False, None, None)

    def test_a_document_can_be_one_clients_own(self, store: Store) -> None:
        with store.write() as work:
            client_id = keep_client(work)
            new = replace(a_document(UnitId(1)), belonging=Belonging(client_id=client_id))
            document_id = work.documents.add(new, NOW)
        with store.read() as work:
            assert work.documents.get(document_id).belonging.client_id == client_id
            assert [one.id for one in work.documents.of_client(client_id)] == [document_id]

    def test_lists_those_of_a_client_and_of_the_clients_units_newest_first(
        self, store: Store
    ) -> None:
        with store.write() as work:
            client_id, alone = keep_alone(work)
            shared = keep_unit(work, UnitKind.COUPLE, client_id, keep_client(work))
            _, others = keep_alone(work, "Nora Lind")
            first = work.documents.add(a_document(alone, 1), a_time(day=1))
            second = work.documents.add(a_document(shared, 2), a_time(day=3))
            third = work.documents.add(a_document(alone, 3), a_time(day=3))
            work.documents.add(a_document(others, 4), a_time(day=2))
        with store.read() as work:
            found = work.documents.of_client(client_id)
            assert [one.id for one in found] == [third, second, first]
            assert found == [work.documents.get(one.id) for one in found]

    def test_titles_tags_and_marks_change(self, store: Store) -> None:
        with store.write() as work:
            unit, _ = couple(work)
            document_id = work.documents.add(a_document(unit.id), NOW)
            for tagging in (
                Tagging(about(unit.members[1])),
                Tagging(About.all(), in_confidence=True),
                Tagging(About(AboutKind.THIRD_PERSON, third_person="the uncle")),
                Tagging(UNTAGGED, is_consent_scan=True, consent_signed_on=date(2026, 3, 2)),
                Tagging(UNTAGGED, is_consent_scan=True),
            ):
                work.documents.tag(document_id, tagging)
                assert work.documents.get(document_id).tagging == tagging
            work.documents.rename(document_id, "School report")
            assert work.documents.get(document_id).title == "School report"

    def test_a_removed_document_stays_and_comes_back(self, store: Store) -> None:
        removal = Removal(a_time(), RemovalReason.DUPLICATE)
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            document_id = work.documents.add(a_document(unit_id), NOW)
            work.documents.remove(document_id, removal)
            assert [one.removal for one in work.documents.of_client(client_id)] == [removal]
            assert work.documents.blob_ids() == {a_blob().id}
            work.documents.remove(document_id, None)
            assert work.documents.get(document_id).removal is None

    def test_the_same_content_is_found_among_the_same_records_alone(self, store: Store) -> None:
        with store.write() as work:
            unit, client_id = couple(work)
            _, others = keep_alone(work)
            first = work.documents.add(a_document(unit.id, 1), NOW)
            work.documents.add(a_document(unit.id, 2), NOW)
            own = replace(a_document(unit.id, 3), belonging=Belonging(client_id=client_id))
            third = work.documents.add(own, NOW)
            assert work.documents.like(Belonging(unit.id), "5e" * 32) == first
            assert work.documents.like(Belonging(client_id=client_id), "5e" * 32) == third
            assert work.documents.like(Belonging(unit.id), "6f" * 32) is None
            assert work.documents.like(Belonging(others), "5e" * 32) is None
            work.documents.remove(first, Removal(NOW, RemovalReason.MISTAKE))
            assert work.documents.like(Belonging(unit.id), "5e" * 32) != first

    def test_a_document_goes_to_another_record_and_back(self, store: Store) -> None:
        with store.write() as work:
            unit, client_id = couple(work)
            alone = keep_unit(work, UnitKind.INDIVIDUAL, client_id)
            own = replace(a_document(unit.id, 2), belonging=Belonging(client_id=client_id))
            for new in (a_document(unit.id), own):
                document_id = work.documents.add(new, NOW)
                for belonging in (Belonging(alone), new.belonging):
                    work.documents.move(document_id, belonging)
                    assert work.documents.get(document_id).belonging == belonging

    def test_what_was_found_in_it_is_kept_by_page(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            document_id = work.documents.add(a_document(unit_id), NOW)
            later = work.documents.add(a_document(unit_id, 2), NOW)
            assert [one.id for one in work.documents.unexamined()] == [document_id, later]
            text = ((0, "Dear Mara"), (2, "Yours,\nN. Lind"))
            work.documents.examined(document_id, Finding(3, ((0, "old"),)))
            work.documents.examined(document_id, Finding(3, text))
        with store.read() as work:
            assert [one.id for one in work.documents.unexamined()] == [later]
            assert work.documents.text(document_id) == list(text)
            assert work.documents.text(later) == []
            found = work.documents.get(document_id)
        assert (found.is_examined, found.pages, found.has_details) == (True, 3, False)

    def test_one_that_was_tried_too_often_or_removed_is_not_looked_into(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            tried = work.documents.add(a_document(unit_id), NOW)
            removed = work.documents.add(a_document(unit_id, 2), NOW)
            work.documents.remove(removed, Removal(a_time(), RemovalReason.WRONG_FILE))
            assert work.documents.get(tried).tries == 0
            work.documents.tried(tried, 1)
            assert [one.id for one in work.documents.unexamined()] == [tried]
            work.documents.tried(tried, 2)
            assert work.documents.unexamined() == []
            found = work.documents.get(tried)
        assert (found.tries, found.is_left_alone) == (2, True)

    def test_another_content_leaves_the_first_ones_hash_and_size(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            document_id = work.documents.add(a_document(unit_id), NOW)
            work.documents.examined(document_id, Finding(has_details=True))
            work.documents.replace_content(document_id, a_blob(9), a_time())
            found = work.documents.get(document_id)
            assert work.documents.blob_ids() == {a_blob(9).id}
        assert (found.blob, found.size, found.sha256) == (a_blob(9), 1001, "5e" * 32)
        assert (found.has_details, found.stripped_at_utc) == (False, a_time())

    def test_a_missing_document_is_a_lookup_error(self, store: Store) -> None:
        missing = DocumentId(404)
        with store.write() as work:
            keep_alone(work)
            for call in (
                lambda: work.documents.get(missing),
                lambda: work.documents.rename(missing, "x"),
                lambda: work.documents.tag(missing, Tagging()),
                lambda: work.documents.remove(missing, None),
                lambda: work.documents.move(missing, Belonging(UnitId(1))),
                lambda: work.documents.examined(missing, Finding()),
                lambda: work.documents.tried(missing, 1),
                lambda: work.documents.replace_content(missing, a_blob(), NOW),
            ):
                with pytest.raises(LookupError):
                    call()


def test_a_text_document_has_its_own_media(store: Store) -> None:
    with store.write() as work:
        _, unit_id = keep_alone(work)
        document_id = work.documents.add(replace(a_document(unit_id), media=TEXT), NOW)
        assert work.documents.get(document_id).media == TEXT
