import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.pictures import JPEG_PLACE, a_png
from tests.vault.documents_world import LETTER, PHOTO, World
from vault.audit import AuditKind
from vault.changes import Changes, Noun
from vault.document_arrivals import title_of
from vault.documents import (
    Belonging,
    RemovalReason,
    Tagging,
)
from vault.errors import (
    ContentDamaged,
    ContentUnreadable,
    DiskFault,
    DiskFull,
    DocumentEmpty,
    DocumentThere,
    DocumentTooLarge,
    InvalidField,
    SourceUnreadable,
)
from vault.ids import ClientId, UnitId
from vault.media import DocumentKind
from vault.passages import About, AboutKind


@pytest.fixture
def world() -> World:
    return World()


def test_a_document_is_kept_with_what_its_bytes_and_its_name_tell(world: World) -> None:
    done = world.documents.keep(world.arrival(name="Referral_letter  Dr Lind.PDF"))
    found = world.get(done.value)
    assert done.changes == Changes.of(Noun.DOCUMENT, done.value)
    assert (found.title, found.media.kind) == ("Referral letter Dr Lind", DocumentKind.PDF)
    assert found.sha256 == hashlib.sha256(LETTER).hexdigest()
    assert (found.size, found.added_at_utc) == (len(LETTER), world.clock.now)
    assert world.documents.content(found) == LETTER


def test_a_name_that_lies_about_its_content_is_not_believed(world: World) -> None:
    assert world.get(world.add(a_png(), "letter.pdf")).media.kind is DocumentKind.IMAGE
    unknown = world.get(world.add(b"\x00\x01\x02", "recording.DSS"))
    assert (unknown.media.kind, unknown.media.ending) == (DocumentKind.OTHER, "dss")
    odd = world.get(world.add(b"\x00\x01\x02\x03", "x.a/b;rm -rf"))
    assert odd.media.ending == ""


def test_a_paste_without_a_name_has_no_title(world: World) -> None:
    arrival = world.documents.begin(a_png(), Belonging(world.unit_id))
    while arrival.step():
        pass
    assert world.get(world.documents.keep(arrival).value).title == ""


def test_the_row_is_kept_only_after_the_content(world: World) -> None:
    arrival = world.documents.begin(LETTER, Belonging(world.unit_id))
    with pytest.raises(ValueError, match="arrived"):
        world.documents.keep(arrival)
    assert world.documents.of_client(world.client_id).documents == ()


def test_a_document_that_cannot_be_kept_leaves_no_content(world: World) -> None:
    arrival = world.arrival()
    world.store.fail_next_commit = DiskFull()
    with pytest.raises(DiskFull):
        world.documents.keep(arrival)
    assert world.store.blobs.contents == {}


def test_after_a_fault_of_the_disk_the_content_waits_for_the_next_opening(world: World) -> None:
    arrival = world.arrival()
    world.store.fail_next_commit = DiskFault()
    with pytest.raises(DiskFault):
        world.documents.keep(arrival)
    # The row may be on the disk all the same: it must never speak of a content that is gone.
    assert len(world.store.blobs.contents) == 1
    assert world.documents.sweep().value == 1


@pytest.mark.parametrize("error", [DiskFull(), SourceUnreadable(), DocumentTooLarge(1)])
def test_a_document_that_does_not_arrive_leaves_nothing(world: World, error: Exception) -> None:
    arrival = world.documents.begin(LETTER, Belonging(world.unit_id))
    arrival.step()
    world.store.blobs.fail_next = error
    with pytest.raises(type(error)):
        arrival.step()
    assert world.store.blobs.contents == {}


def test_given_up_it_leaves_nothing(world: World) -> None:
    world.arrival().discard()
    assert world.store.blobs.contents == {}


def test_looking_at_a_document_is_recorded_and_says_nothing_of_it(world: World) -> None:
    document_id = world.add()
    opened = world.documents.open(document_id)
    assert opened.value.document.id == document_id
    assert opened.value.unit is not None
    assert opened.value.unit.id == world.unit_id
    subject = f"document:{document_id}"
    assert world.recorded[-2:] == [
        (AuditKind.DOCUMENT_ADDED, subject, ""),
        (AuditKind.DOCUMENT_OPENED, subject, ""),
    ]


def test_titles_and_tags_change_and_are_recorded_without_words(world: World) -> None:
    document_id = world.add()
    assert world.documents.rename(document_id, "  Uncle's letter ").value == "Uncle's letter"
    about = About(AboutKind.THIRD_PERSON, third_person=" the uncle ")
    world.documents.tag(document_id, Tagging(about, in_confidence=True))
    found = world.get(document_id)
    assert found.title == "Uncle's letter"
    assert (found.about.third_person, found.tagging.in_confidence) == ("the uncle", True)
    kinds = [(kind, detail) for kind, _, detail in world.recorded[-2:]]
    assert kinds == [(AuditKind.DOCUMENT_CHANGED, "title"), (AuditKind.DOCUMENT_CHANGED, "tag")]


def test_the_same_tag_again_changes_nothing(world: World) -> None:
    document_id = world.add()
    tagging = Tagging(About.all())
    world.documents.tag(document_id, tagging)
    before = len(world.recorded)
    assert not world.documents.tag(document_id, tagging).changes
    assert len(world.recorded) == before


@pytest.mark.parametrize("title", ["", "  ", "x" * 201, "a\x00b"])
def test_a_title_that_cannot_be_shown_is_refused(world: World, title: str) -> None:
    document_id = world.add()
    with pytest.raises(InvalidField):
        world.documents.rename(document_id, title)
    assert world.get(document_id).title == "letter"


def test_a_removed_document_can_be_put_back_with_all_its_content(world: World) -> None:
    document_id = world.add()
    world.documents.remove(document_id, RemovalReason.WRONG_FILE)
    removal = world.get(document_id).removal
    assert removal is not None
    assert (removal.reason, removal.at_utc) == (RemovalReason.WRONG_FILE, world.clock.now)
    assert world.documents.sweep().value == 0
    world.documents.put_back(document_id)
    found = world.get(document_id)
    assert found.removal is None
    assert world.documents.content(found) == LETTER
    assert [kind for kind, *_ in world.recorded[-2:]] == [
        AuditKind.DOCUMENT_REMOVED,
        AuditKind.DOCUMENT_PUT_BACK,
    ]


def test_looking_into_a_pdf_finds_its_text_by_page(world: World) -> None:
    document_id = world.add(b"%PDF-fake\n" + b"\f".join(b"page %d" % n for n in range(20)))
    world.examine(document_id)
    found = world.get(document_id)
    assert (found.is_examined, found.pages) == (True, 20)
    with world.store.read() as work:
        assert work.documents.text(document_id) == [(n, f"page {n}") for n in range(20)]
    assert world.examinations.waiting() == []


def test_looking_into_a_text_and_a_photo_finds_words_and_hidden_details(world: World) -> None:
    text, photo, bare = world.add(b"Dear Mara"), world.add(PHOTO), world.add(a_png())
    for document_id in (text, photo, bare):
        world.examine(document_id)
    with world.store.read() as work:
        assert work.documents.text(text) == [(0, "Dear Mara")]
    assert [world.get(one).has_details for one in (photo, bare)] == [True, False]


@pytest.mark.parametrize(
    "content", [b"%PDF-fake\n%LOCKED", b"%PDF-fake\n%BROKEN", b"\xff\xd8\xffbroken"]
)
def test_what_cannot_be_read_has_no_text_and_is_not_tried_again(
    world: World, content: bytes
) -> None:
    document_id = world.add(content)
    world.examine(document_id)
    assert world.examinations.waiting() == []
    with world.store.read() as work:
        assert work.documents.text(document_id) == []


def test_damage_is_not_taken_for_a_document_without_text(world: World) -> None:
    document_id = world.add()
    world.store.blobs.contents.clear()
    with pytest.raises(ContentDamaged):
        world.examine(document_id)
    assert [one.id for one in world.examinations.waiting()] == [document_id]


def test_a_look_counts_before_anything_is_read_and_no_more_once_it_ended(world: World) -> None:
    document_id = world.add()
    looking = world.examinations.begin(world.get(document_id))
    assert world.get(document_id).tries == 1
    while looking.step():
        pass
    world.examinations.keep(document_id, looking.finding())
    assert world.get(document_id).is_examined
    world.examinations.leave()
    assert not world.get(document_id).is_left_alone


def test_what_ends_the_program_twice_is_left_alone(world: World) -> None:
    document_id = world.add()
    for tries in (1, 2):
        (waiting,) = world.examinations.waiting()
        world.examinations.begin(waiting)
        assert world.get(document_id).tries == tries
    assert world.examinations.waiting() == []
    assert world.get(document_id).is_left_alone


def test_a_look_that_a_lock_cuts_off_does_not_count(world: World) -> None:
    document_id = world.add()
    for _ in range(3):
        world.examinations.begin(world.get(document_id))
        world.examinations.leave()
    assert world.get(document_id).tries == 0
    assert [one.id for one in world.examinations.waiting()] == [document_id]


def test_a_photo_loses_its_hidden_details_and_keeps_its_first_hash(world: World) -> None:
    document_id = world.add(PHOTO)
    world.examine(document_id)
    before = world.get(document_id)
    world.documents.keep_stripped(document_id, world.documents.strip(before))
    after = world.get(document_id)
    assert JPEG_PLACE not in b"".join(world.store.blobs.contents.values())
    assert list(world.store.blobs.contents) == [after.blob.id]
    assert (after.sha256, after.size) == (before.sha256, before.size)
    assert (after.has_details, after.stripped_at_utc) == (False, world.clock.now)
    assert world.recorded[-1][0] is AuditKind.DOCUMENT_STRIPPED


def test_where_the_bare_photo_cannot_be_kept_the_first_one_stays(world: World) -> None:
    document_id = world.add(PHOTO)
    bare = world.documents.strip(world.get(document_id))
    world.store.fail_next_commit = DiskFull()
    with pytest.raises(DiskFull):
        world.documents.keep_stripped(document_id, bare)
    assert world.documents.content(world.get(document_id)) == PHOTO
    assert len(world.store.blobs.contents) == 1


def test_nothing_is_taken_out_of_what_is_no_picture(world: World) -> None:
    with pytest.raises(ContentUnreadable):
        world.documents.strip(world.get(world.add()))


def test_opening_outside_is_recorded_and_taken_back(world: World) -> None:
    document_id = world.add()
    world.documents.record_outside(document_id)
    path = world.documents.lay_outside(world.get(document_id))
    assert world.recorded[-1][0] is AuditKind.DOCUMENT_OPENED_OUTSIDE
    assert path.suffix == ".pdf"
    assert "letter" not in path.name
    assert world.documents.take_back() == 0
    assert world.store.blobs.outside == {}


@given(st.text())
def test_any_file_name_makes_a_title(name: str) -> None:
    title = title_of(name)
    assert len(title) <= 200
    assert title == title_of(title)


def test_a_document_belongs_to_a_unit_or_to_a_client() -> None:
    for unit_id, client_id in ((None, None), (UnitId(1), ClientId(1))):
        with pytest.raises(ValueError, match="belongs"):
            Belonging(unit_id, client_id)


def test_an_empty_file_is_refused_and_leaves_nothing(world: World) -> None:
    with pytest.raises(DocumentEmpty):
        world.documents.begin(b"", Belonging(world.unit_id), PurePath("empty.pdf"))
    assert world.store.blobs.contents == {}


def test_the_same_content_again_is_told_and_leaves_nothing(world: World) -> None:
    first = world.add()
    with pytest.raises(DocumentThere) as refused:
        world.add(name="another name.pdf")
    assert refused.value.document_id == first
    assert len(world.store.blobs.contents) == 1
    again = world.documents.keep(world.arrival(), again=True).value
    assert [one.id for one in world.documents.of_client(world.client_id).documents] == [
        again,
        first,
    ]


def test_what_was_removed_can_be_added_again(world: World) -> None:
    world.documents.remove(world.add(), RemovalReason.MISTAKE)
    world.add()
    assert len(world.documents.of_client(world.client_id).documents) == 2


def test_a_signed_consent_has_the_day_of_its_signature_and_nothing_else_has(world: World) -> None:
    document_id, today = world.add(), world.clock.today()
    consent = Tagging(is_consent_scan=True, consent_signed_on=today)
    world.documents.tag(document_id, consent)
    assert world.get(document_id).tagging == consent
    to_come = replace(consent, consent_signed_on=today + timedelta(days=1))
    with pytest.raises(InvalidField):
        world.documents.tag(document_id, to_come)
    world.documents.tag(document_id, replace(consent, is_consent_scan=False))
    assert world.get(document_id).tagging == Tagging()
