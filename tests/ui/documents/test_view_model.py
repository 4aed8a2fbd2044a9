from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import keep_unit
from tests.storage.pictures import JPEG_PLACE, a_png
from tests.ui.documents.world import HIDING, LETTER, World, a_picture
from ui.documents.view_model import DocumentsViewModel
from vault.audit import AuditKind
from vault.documents import Belonging, RemovalReason, Tagging
from vault.errors import ContentDamaged, DiskFull, DocumentEmpty, InvalidField, SourceUnreadable
from vault.passages import UNTAGGED, About
from vault.units import Unit, UnitKind


@pytest.fixture
def world(qtbot: QtBot) -> World:
    return World()


@pytest.fixture
def model(world: World) -> DocumentsViewModel:
    return world.model()


def heard(model: DocumentsViewModel) -> list[tuple[str, type]]:
    """Collect what goes wrong."""
    found: list[tuple[str, type]] = []
    model.trouble.connect(lambda name, error: found.append((name, type(error))))
    return found


def test_files_are_added_one_after_another_and_the_last_is_opened(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([world.file("letter.pdf"), world.file("photo.png", a_png())], world.unit)
    assert [one.title for one in model.documents] == ["photo", "letter"]
    assert model.document is not None
    assert model.document.title == "photo"
    assert not model.adding.is_busy


def test_what_was_opened_meanwhile_stays_open(world: World, model: DocumentsViewModel) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    model.add([world.file("photo.png", a_png())], world.unit)
    lane = world.desk.lane
    lane.held = True
    model.add([world.file("other.txt", b"other")], world.unit)
    model.open(model.documents[1].id)
    lane.let_go()
    assert len(model.documents) == 3
    assert model.document is not None
    assert model.document.title == "letter"


def test_the_same_content_is_shown_and_added_again_only_when_asked(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([world.file("letter.pdf"), world.file("other.txt", b"other")], world.unit)
    model.add([world.file("again.pdf"), world.file("again.txt", b"other")], world.unit)
    assert [one.title for one in model.documents] == ["other", "letter"]
    assert [wish.name for wish in model.twins] == ["again.pdf", "again.txt"]
    assert model.document is not None
    assert model.document.title == "other"
    model.add_again()
    assert [one.title for one in model.documents] == ["again", "again", "other", "letter"]
    assert model.twins == ()


def test_of_what_is_there_already_another_client_hears_nothing(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    other, _ = world.desk.alone("Nora Lind")
    world.desk.lane.held = True
    model.add([world.file("again.pdf")], world.unit)
    model.show_client(world.desk.cabinet.clients.get(other))
    world.desk.lane.let_go()
    assert (model.twins, model.document) == ((), None)


def test_an_empty_file_is_refused_and_the_next_one_is_added(
    world: World, model: DocumentsViewModel
) -> None:
    troubles = heard(model)
    model.add([world.file("empty.pdf", b""), world.file("letter.pdf")], world.unit)
    assert troubles == [("empty.pdf", DocumentEmpty)]
    assert [one.title for one in model.documents] == ["letter"]


def test_stopping_while_the_last_step_is_under_way_lets_the_next_go_alone(
    world: World, model: DocumentsViewModel
) -> None:
    lane = world.desk.lane
    lane.held = True
    model.add([world.file("letter.pdf")], world.unit)
    for _ in range(2):  # begun, and read to its end; keeping waits
        ready, lane.waiting = lane.waiting, []
        for op in ready:
            op.run()(world.desk.hub)
    model.adding.stop()
    model.add([world.file("one.txt", b"one"), world.file("two.txt", b"two")], world.unit)
    seen: list[str] = []
    model.adding.changed.connect(lambda: seen.append(model.adding.name))
    lane.let_go()
    assert list(dict.fromkeys(seen)) == ["one.txt", "two.txt", ""]
    assert sorted(one.title for one in model.documents) == ["letter", "one", "two"]


def test_a_document_goes_to_another_unit_once_its_tag_is_decided(
    world: World, model: DocumentsViewModel
) -> None:
    client_id = world.client.id
    with world.desk.store.write() as work:
        alone = keep_unit(work, UnitKind.INDIVIDUAL, client_id)
    model.show_client(world.client)
    model._reload()
    model.add([world.file("letter.pdf")], world.unit)
    (there,) = model.units_to_move_to
    assert there.id == alone
    undecided: list[tuple[int, Unit]] = []
    model.undecided.connect(lambda number, unit: undecided.append((number, unit)))
    document_id = model.documents[0].id
    model.move(document_id, there)
    assert undecided == [(document_id, there)]
    model.move(document_id, there, About.of(there.members[0].id))
    assert model.document is not None
    assert model.document.belonging == Belonging(alone)
    assert [one.id for one in model.units_to_move_to] == [world.unit.id]


@pytest.mark.parametrize("steps", [0, 1])
def test_what_is_hidden_or_closed_meanwhile_is_never_handed_to_another_program(
    world: World, model: DocumentsViewModel, steps: int
) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    lane = world.desk.lane
    lane.held = True
    model.open_outside()
    for _ in range(steps):
        ready, lane.waiting = lane.waiting, []
        for op in ready:
            op.run()(world.desk.hub)
    model.take_back()
    lane.let_go()
    assert world.opened == []
    assert world.desk.store.blobs.outside == {}
    assert not model.is_outside
    model.open_outside()
    assert len(world.opened) == 1


def test_a_document_of_several_people_begins_without_a_tag(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    assert model.documents[0].about == UNTAGGED


def test_a_document_of_one_person_is_about_that_person(qtbot: QtBot) -> None:
    world = World()
    client_id, _ = world.desk.alone("Nora Lind")
    model = DocumentsViewModel(world.desk.vault, world.open_file, world.desk.hub)
    model.show_client(world.desk.cabinet.clients.get(client_id))
    unit = model.units[0]
    model.add([world.file("letter.pdf")], unit)
    assert model.documents[0].about == About.of(unit.members[0].id)


def test_a_pasted_picture_becomes_a_png_without_a_word_beside_it(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([a_picture()], world.unit)
    (document,) = model.documents
    assert (document.title, document.media.ending) == ("", "png")
    assert JPEG_PLACE not in world.desk.cabinet.documents.content(document)


def test_a_file_that_cannot_be_read_is_named_and_the_next_one_is_added(
    world: World, model: DocumentsViewModel
) -> None:
    troubles = heard(model)
    model.add([Path("/home/mara/gone.pdf"), world.file("letter.pdf")], world.unit)
    assert troubles == [("gone.pdf", SourceUnreadable)]
    assert [one.title for one in model.documents] == ["letter"]


def test_a_full_disk_says_so_and_leaves_nothing(world: World, model: DocumentsViewModel) -> None:
    troubles = heard(model)
    world.desk.store.blobs.fail_next = DiskFull()
    model.add([world.file("letter.pdf")], world.unit)
    assert troubles == [("letter.pdf", DiskFull)]
    assert world.desk.store.blobs.contents == {}
    assert model.documents == ()


def test_adding_can_be_stopped_and_leaves_nothing(world: World, model: DocumentsViewModel) -> None:
    lane = world.desk.lane
    lane.held = True
    model.add([world.file("letter.pdf"), world.file("other.pdf")], world.unit)
    assert (model.adding.is_busy, model.adding.name, model.adding.left) == (True, "letter.pdf", 1)
    begin, lane.waiting = lane.waiting, []
    begin[0].run()(world.desk.hub)
    assert model.adding.size == len(LETTER)
    model.adding.stop()
    lane.let_go()
    assert not model.adding.is_busy
    assert world.documents() == ()
    assert world.desk.store.blobs.contents == {}


def test_what_is_added_is_looked_into_for_its_words_and_hidden_details(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([world.file("letter.pdf"), world.file("photo.png", HIDING)], world.unit)
    photo, letter = model.documents
    assert (letter.pages, letter.is_examined) == (3, True)
    assert photo.has_details
    with world.desk.store.read() as work:
        assert work.documents.text(letter.id)[1] == (1, "The uncle again.")


def test_what_a_lock_cut_off_is_looked_into_at_the_next_opening(world: World) -> None:
    arrival = world.desk.cabinet.documents.begin(LETTER, Belonging(world.unit.id))
    while arrival.step():
        pass
    world.desk.cabinet.documents.keep(arrival)
    assert not world.documents()[0].is_examined
    world.model()
    assert world.documents()[0].is_examined


def test_what_ends_whoever_looks_into_it_is_tried_on_two_days_and_then_left_alone(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([world.file("bomb.pdf", b"%PDF-fake\n%ENDLESS")], world.unit)
    assert [one.tries for one in model.documents] == [1]
    model.reading.look()
    assert [one.tries for one in world.documents()] == [1]
    another = world.model()
    assert [(one.tries, one.is_left_alone) for one in another.documents] == [(2, True)]
    world.model()
    assert [one.tries for one in world.documents()] == [2]


def test_what_could_not_be_read_for_the_disks_sake_is_tried_again_as_often_as_it_takes(
    world: World,
) -> None:
    contents, documents = world.desk.store.blobs.contents, world.desk.cabinet.documents
    arrival = documents.begin(LETTER, Belonging(world.unit.id))
    while arrival.step():
        pass
    documents.keep(arrival)
    kept = dict(contents)
    for _ in range(3):
        contents.clear()
        world.model()
        contents.update(kept)
    assert [one.tries for one in world.documents()] == [0]
    world.model()
    assert world.documents()[0].is_examined


def test_what_a_crash_left_is_swept_at_the_first_look(world: World) -> None:
    world.desk.store.blobs.contents["f" * 32] = b"orphan"
    world.model()
    assert world.desk.store.blobs.contents == {}


def test_a_damaged_content_is_said_and_tried_no_more_than_once(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    model.close()
    world.desk.store.blobs.contents.clear()
    model.open(model.documents[0].id)
    assert isinstance(model.viewing.trouble, ContentDamaged)
    assert model.viewing.book is None


def test_titles_and_tags_are_kept_and_shown(world: World, model: DocumentsViewModel) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    model.rename(model.documents[0].id, "From Dr Lind")
    tagging = Tagging(About.of(world.unit.members[1].id), in_confidence=True)
    model.tag(model.documents[0].id, tagging)
    assert model.document is not None
    assert (model.document.title, model.document.tagging) == ("From Dr Lind", tagging)
    assert model.documents[0] == model.document


def test_an_empty_title_is_refused_and_the_old_one_stays(
    world: World, model: DocumentsViewModel
) -> None:
    troubles = heard(model)
    model.add([world.file("letter.pdf")], world.unit)
    model.rename(model.documents[0].id, " ")
    assert troubles == [("", InvalidField)]
    assert model.documents[0].title == "letter"


def test_a_removed_document_leaves_the_list_and_can_be_put_back(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    model.remove(RemovalReason.MISTAKE)
    assert (model.documents, model.removed_count) == ((), 1)
    model.show_removed(shown=True)
    assert len(model.documents) == 1
    model.put_back()
    assert model.removed_count == 0


def test_hidden_details_go_and_the_bare_picture_is_shown(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([world.file("photo.png", HIDING)], world.unit)
    model.strip()
    assert model.document is not None
    assert (model.document.has_details, model.document.size) == (False, len(HIDING))
    assert model.viewing.book is not None
    assert JPEG_PLACE not in b"".join(world.desk.store.blobs.contents.values())


def test_opening_outside_is_recorded_first_and_the_copy_goes_with_the_document(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    model.open_outside()
    assert world.desk.store.records.audit[-1].kind is AuditKind.DOCUMENT_OPENED_OUTSIDE
    assert world.opened == list(world.desk.store.blobs.outside)
    assert model.is_outside
    model.close()
    assert (model.is_outside, world.desk.store.blobs.outside) == (False, {})


def test_without_a_program_for_it_no_copy_stays(world: World, model: DocumentsViewModel) -> None:
    world.opens = False
    model.add([world.file("letter.pdf")], world.unit)
    told: list[bool] = []
    model.no_program.connect(lambda: told.append(True))
    model.open_outside()
    assert told == [True]
    assert world.desk.store.blobs.outside == {}


def test_another_client_sees_nothing_of_it(world: World, model: DocumentsViewModel) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    other, _ = world.desk.alone("Nora Lind")
    model.show_client(world.desk.cabinet.clients.get(other))
    assert model.documents == ()
    assert model.document is None
    assert model.viewing.book is None


def test_each_look_is_recorded(world: World, model: DocumentsViewModel) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    model.close()
    model.open(model.documents[0].id)
    kinds = [entry.kind for entry in world.desk.store.records.audit]
    assert kinds.count(AuditKind.DOCUMENT_OPENED) == 2


def test_words_are_found_page_by_page(world: World, model: DocumentsViewModel) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    model.viewing.find("uncle")
    assert [hit.page for hit in model.viewing.hits] == [0, 1]
    assert not model.viewing.is_searching
    model.viewing.find("")
    assert model.viewing.hits == []


def test_pixels_of_a_document_that_was_left_are_dropped(
    world: World, model: DocumentsViewModel
) -> None:
    model.add([world.file("letter.pdf")], world.unit)
    drawn: list[object] = []
    model.viewing.drawn.connect(lambda wanted, _image: drawn.append(wanted))
    world.desk.lane.held = True
    model.viewing.draw([(0, 100, 0)])
    model.close()
    world.desk.lane.let_go()
    assert drawn == []


def test_what_is_added_to_one_file_never_opens_in_anothers(
    world: World, model: DocumentsViewModel
) -> None:
    other, _ = world.desk.alone("Nora Lind")
    lane = world.desk.lane
    lane.held = True
    model.add([world.file("letter.pdf")], world.unit)
    model.show_client(world.desk.cabinet.clients.get(other))
    lane.let_go()
    assert [one.title for one in world.documents()] == ["letter"]
    assert model.document is None
    assert model.documents == ()
