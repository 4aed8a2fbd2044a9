from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import (
    NOW,
    a_passage,
    a_profile,
    a_time,
    keep_alone,
    keep_client,
    keep_meeting,
    keep_note,
    keep_unit,
    sign,
    some_content,
)
from vault.errors import ChangedElsewhere, NoteSigned
from vault.ids import MemberId, NoteId, UnitId
from vault.notes import NewNote, NoteContent, NoteRow, NoteType, Signature
from vault.passages import About, AboutKind, Passage, Section, Template
from vault.ports import Store, Work
from vault.signing import is_whole, seal
from vault.units import UnitKind

LATER = a_time(day=13)
HARD_TEXTS = (
    "",
    "\n\n\t",
    "👩‍👩‍👧 🏳️‍🌈",
    "שלום, it's \u202bعربي\u202c fine",
    "e\u0301 and é stay two spellings",
    "Robert'); DROP TABLE note;-- \\ \" %",
    "\ufffd\ufeff\u200b\U0010ffff",
)
TEXTS = st.sampled_from(HARD_TEXTS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def contents(members: tuple[MemberId, ...]) -> st.SearchStrategy[NoteContent]:
    """Any content that can be written in a unit of these members."""
    someone = st.sampled_from(members)
    tags = st.one_of(
        st.just(About()),
        st.just(About.all()),
        st.lists(someone, min_size=1, unique=True).map(lambda chosen: About.of(*chosen)),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=10).map(
            lambda name: About(AboutKind.THIRD_PERSON, third_person=name)
        ),
    )
    passages = st.builds(
        Passage,
        section=st.sampled_from(Section),
        text=TEXTS,
        about=tags,
        said_by=st.none() | someone,
        in_confidence=st.booleans(),
    )
    return st.builds(
        NoteContent,
        template=st.sampled_from(Template),
        passages=st.lists(passages, max_size=8).map(tuple),
    )


def couple(work: Work) -> tuple[UnitId, tuple[MemberId, ...]]:
    unit_id = keep_unit(work, UnitKind.COUPLE, keep_client(work), keep_client(work))
    return unit_id, tuple(one.id for one in work.units.get(unit_id).members)


class TestNoteRepo:
    def test_gives_back_a_new_draft(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            meeting_id = keep_meeting(work, unit_id)
            content = some_content("Slept better.", "Walks daily.", template=Template.DAP)
            note_id = work.notes.add(
                NewNote(unit_id, NoteType.INTAKE, content, a_time(day=3), meeting_id), NOW
            )
        with store.read() as work:
            note = work.notes.get(note_id)
        assert (note.id, note.unit_id, note.meeting_id, note.amends) == (
            note_id,
            unit_id,
            meeting_id,
            None,
        )
        assert (note.type, note.content, note.version) == (NoteType.INTAKE, content, 1)
        assert (note.happened_at_utc, note.created_at_utc, note.changed_at_utc) == (
            a_time(day=3),
            NOW,
            NOW,
        )
        assert not note.is_signed

    def test_knows_when_its_first_words_were_kept(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            note_id = work.notes.add(
                NewNote(unit_id, NoteType.PROGRESS, some_content(), a_time(2)), a_time(2)
            )
            begun = []
            for version, (text, day) in enumerate(
                (("\n ", 3), (".", 4), ("", 5), ("Slept.", 9), ("Slept well.", 10)), 1
            ):
                work.notes.save_draft(
                    note_id, some_content(text), a_time(day), base_version=version
                )
                begun.append(work.notes.get(note_id).begun_at_utc)
            assert begun == [a_time(day) for day in (2, 4, 2, 9, 9)]
            work.notes.settle(note_id)
            at_once = work.notes.add(
                NewNote(unit_id, NoteType.FREE, some_content("Copied."), a_time(2)), a_time(2)
            )
            work.notes.save_draft(at_once, some_content("More."), a_time(9), base_version=1)
        with store.read() as work:
            note = work.notes.get(note_id)
            assert (note.created_at_utc, note.first_words_at_utc) == (a_time(2), a_time(9))
            assert work.notes.get(at_once).begun_at_utc == a_time(2)
            rows = {row.id: row.begun_at_utc for row, *_ in work.notes.drafts()}
            assert rows == {note_id: a_time(9), at_once: a_time(2)}

    def test_a_missing_note_is_a_lookup_error(self, store: Store) -> None:
        missing = NoteId(404)
        with store.write() as work:
            for call in (
                lambda: work.notes.get(missing),
                lambda: work.notes.save_draft(missing, some_content(), NOW, base_version=1),
                lambda: work.notes.settle(missing),
                lambda: work.notes.sign(missing, Signature(NOW, "", "0" * 64)),
                lambda: work.notes.remove_empty(missing),
            ):
                with pytest.raises(LookupError):
                    call()

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data(), at_utc=st.datetimes(timezones=st.just(UTC)))
    def test_whatever_was_typed_comes_back_before_and_after_settling(
        self, kept: Store, data: st.DataObject, at_utc: datetime
    ) -> None:
        with kept.write() as work:
            unit_id, members = couple(work)
            note_id = keep_note(work, unit_id, at_utc=at_utc)
            for version in (1, 2):
                content = data.draw(contents(members))
                work.notes.save_draft(note_id, content, at_utc, base_version=version)
                as_draft = work.notes.get(note_id)
                assert work.notes.settle(note_id)
                settled = work.notes.get(note_id)
                assert as_draft == settled
                assert (settled.content, settled.changed_at_utc) == (content, at_utc)
                assert (settled.happened_at_utc, settled.version) == (at_utc, version + 1)

    def test_a_passage_of_a_megabyte_comes_back(self, store: Store) -> None:
        text = "Überlang 🌿 " * 100_000
        with store.write() as work:
            _, unit_id = keep_alone(work)
            note_id = keep_note(work, unit_id)
            work.notes.save_draft(note_id, some_content(text), NOW, base_version=1)
            work.notes.settle(note_id)
        with store.read() as work:
            assert work.notes.get(note_id).content == some_content(text)

    def test_a_lone_surrogate_does_not_lose_the_draft(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            note_id = keep_note(work, unit_id, "before \ud800 after")
            work.notes.save_draft(note_id, some_content("a \udfff b"), NOW, base_version=1)
            work.notes.settle(note_id)
            text = work.notes.get(note_id).content.passages[0].text
        assert (text[:2], text[-2:]) == ("a ", " b")

    def test_a_saved_draft_waits_until_it_is_settled(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            note_id = keep_note(work, unit_id, "first")
            assert work.notes.unsettled() == []
            assert work.notes.save_draft(note_id, some_content("x"), NOW, base_version=1) == 2
            assert work.notes.save_draft(note_id, some_content("y"), LATER, base_version=2) == 3
            assert work.notes.unsettled() == [note_id]
            note = work.notes.get(note_id)
            assert (note.content, note.version) == (some_content("y"), 3)
            assert note.changed_at_utc == LATER
            assert work.notes.settle(note_id)
            assert not work.notes.settle(note_id)
            assert work.notes.unsettled() == []
            assert work.notes.save_draft(note_id, some_content("z"), LATER, base_version=3) == 4

    def test_saving_over_a_newer_draft_is_refused(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            note_id = keep_note(work, unit_id)
            work.notes.save_draft(note_id, some_content("kept"), NOW, base_version=1)
            for older in (1, 3):
                with pytest.raises(ChangedElsewhere):
                    work.notes.save_draft(note_id, some_content("no"), NOW, base_version=older)
            assert work.notes.get(note_id).content == some_content("kept")

    def test_a_signed_note_says_what_was_signed_and_takes_nothing_more(self, store: Store) -> None:
        with store.write() as work:
            unit_id, members = couple(work)
            note_id = keep_note(work, unit_id)
            passage = a_passage("Agreed on both.", about=About.of(*members), said_by=members[0])
            content = NoteContent(Template.GIRP, (passage,))
            work.notes.save_draft(note_id, content, NOW, base_version=1)
            sign(work, note_id)
        with store.write() as work:
            note = work.notes.get(note_id)
            assert note.signature == seal(replace(note, signature=None), NOW, a_profile())
            assert note.signature.licence == "MFT.0004417, CO"
            assert note.content == content
            assert is_whole(note)
            with pytest.raises(NoteSigned):
                work.notes.save_draft(note_id, content, NOW, base_version=note.version)
            with pytest.raises(NoteSigned):
                work.notes.sign(note_id, Signature(NOW, "", "0" * 64))
            with pytest.raises(NoteSigned):
                work.notes.remove_empty(note_id)
            assert not work.notes.settle(note_id)
            assert work.notes.get(note_id) == note

    def test_an_empty_draft_goes_with_its_unsettled_text(self, store: Store) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            note_id = keep_note(work, unit_id)
            work.notes.save_draft(note_id, some_content(""), NOW, base_version=1)
            work.notes.remove_empty(note_id)
            assert work.notes.unsettled() == []
            assert work.notes.of_client(client_id) == []
            with pytest.raises(LookupError):
                work.notes.get(note_id)

    def test_a_number_is_never_used_again(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            first = keep_note(work, unit_id)
            work.notes.remove_empty(first)
        with store.write() as work:
            assert keep_note(work, unit_id) > first

    def test_lists_addenda_oldest_first(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            note_id = keep_note(work, unit_id)
            sign(work, note_id)
            addenda = [
                keep_note(work, unit_id, text, type=NoteType.ADDENDUM, amends=note_id)
                for text in ("one", "two")
            ]
            sign(work, addenda[0])
            found = work.notes.addenda(note_id)
            assert found == [work.notes.get(one) for one in addenda]
            assert [one.amends for one in found] == [note_id, note_id]

    def test_the_timeline_holds_the_notes_of_all_the_clients_units(self, store: Store) -> None:
        with store.write() as work:
            dana, alone = keep_alone(work, "Dana Reyes")
            marcus = keep_client(work, "Marcus Okafor", used_name="Marc")
            both = keep_unit(work, UnitKind.COUPLE, dana, marcus, name="Reyes and Okafor")
            _, stranger = keep_alone(work, "Jonah Bell")
            marc = work.units.get(both).members[1].id
            meeting_id = keep_meeting(work, both, a_time(day=5), marc)
            own = keep_note(work, alone, at_utc=a_time(day=4), type=NoteType.PHONE)
            shared = keep_note(work, both, at_utc=a_time(day=5), meeting_id=meeting_id)
            whole = keep_note(work, both, at_utc=a_time(day=5))
            keep_note(work, stranger, at_utc=a_time(day=6))
            sign(work, own)
            keep_note(work, alone, at_utc=a_time(day=7), type=NoteType.ADDENDUM, amends=own)
            timeline = work.notes.timeline(dana)
            assert work.notes.of_client(dana) == [own, shared, whole]
            assert work.notes.of_client(marcus) == [shared, whole]
        assert [row.id for row in timeline] == [whole, shared, own]
        assert timeline[1] == NoteRow(
            id=shared,
            type=NoteType.PROGRESS,
            unit_id=both,
            kind=UnitKind.COUPLE,
            unit_name="Reyes and Okafor",
            number=1,
            minutes=50,
            people=("Marc",),
            happened_at_utc=a_time(day=5),
            signed=False,
            addenda=0,
            begun_at_utc=NOW,
        )
        assert [row.people for row in timeline] == [
            ("Dana Reyes", "Marc"),
            ("Marc",),
            ("Dana Reyes",),
        ]
        assert [(row.signed, row.addenda, row.number) for row in timeline] == [
            (False, 0, None),
            (False, 0, 1),
            (True, 1, None),
        ]

    def test_drafts_come_oldest_first_with_whose_they_are(self, store: Store) -> None:
        with store.write() as work:
            dana, alone = keep_alone(work, "Dana Reyes")
            marcus = keep_client(work, "Marcus Okafor", used_name="Marc")
            both = keep_unit(work, UnitKind.COUPLE, marcus, dana)
            newer = keep_note(work, alone, at_utc=a_time(day=9))
            older = keep_note(work, both, at_utc=a_time(day=8))
            sign(work, keep_note(work, alone, at_utc=a_time(day=7)))
            found = work.notes.drafts()
            rows = {row.id: row for row in work.notes.timeline(dana)}
        assert found == [
            (rows[older], marcus),
            (rows[newer], dana),
        ]
