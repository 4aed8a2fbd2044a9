"""What no release can hold yet, as the desk says it."""

from tests.builders import keep_document, keep_measure
from tests.ui.releases.test_view import Shown, everything_told, shown
from ui.strings import hand_over as step_words
from ui.strings import left_out as words
from vault.changes import Changes, Noun
from vault.documents import Belonging

__all__ = ["shown"]


def test_choosing_and_checking_say_what_is_not_in_this_file(shown: Shown) -> None:
    world = shown.world
    release_id = shown.dana()
    never = words.never_process_notes()
    assert never in shown.sentences()
    assert "Not in this file" not in shown.sentences()
    dana = world.store.records.releases[release_id].client_id
    world.note(world.couple(dana, world.client("Marcus Okafor")), "Both came.", signed=False)
    with world.store.write() as work:
        for number in range(3):
            keep_document(work, Belonging(client_id=dana), number)
        keep_measure(work, dana)
    world.hub.announce(Changes.of(Noun.DOCUMENT, 1))
    world.settle()
    missing = "Not in this file: 3 documents, 1 measure result, 1 record of sessions with others"
    assert f"{missing}. {never}" in shown.sentences()
    shown.press(step_words.check())
    assert f"{missing}\n{never}" in shown.sentences()
    shown.view.clear_texts()
    assert "Not in this file" not in everything_told(shown.view)


def test_sessions_of_one_number_say_in_which_unit_they_were(shown: Shown) -> None:
    world = shown.world
    release_id = shown.dana()
    assert "alone" not in everything_told(shown.view)
    dana = world.store.records.releases[release_id].client_id
    couple = world.couple(dana, world.client("Marcus Okafor"))
    note_id = world.note(couple, "Both came.", signed=False)
    world.hub.announce(Changes.of(Noun.NOTE, note_id))
    world.settle()
    told = everything_told(shown.view)
    assert "· alone ·" in told
    assert "· with Marcus Okafor ·" in told
