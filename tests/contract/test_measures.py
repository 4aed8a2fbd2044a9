import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from resources.measures import RiskPrompt
from tests.builders import (
    NOW,
    a_time,
    keep_alone,
    keep_client,
    keep_meeting,
    keep_note,
    keep_unit,
    sign,
    some_content,
)
from vault.ids import MeasureResultId, MeetingId
from vault.measures import Look, MeasureDraft, MeasureEntry, MeasureResult, Revision
from vault.notes import NoteContent, NoteType
from vault.passages import About, AboutKind, Passage, Section, Template
from vault.ports import Store
from vault.risk_calls import Assessments, RiskCall
from vault.units import UnitKind

ANSWERS = (1, 0, None, 3, 2, 1, 0, 0, 1)
DRAFT = MeasureDraft("phq-9", "12 Nov 2026", ANSWERS, "", corrects=MeasureResultId(3), reason="Ü")


def a_revision(day: int = 12, **changes: object) -> Revision:
    entry = MeasureEntry(a_time(day=day), (1, 2), 3.0)
    return Revision(replace(entry, **changes), NOW)  # type: ignore[arg-type]


class TestMeasureRepo:
    def test_gives_back_every_field(self, store: Store) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            meeting_id = keep_meeting(work, unit_id)
            entered = Revision(MeasureEntry(a_time(), ANSWERS, None, meeting_id), NOW)
            result_id = work.measures.add(client_id, "phq-9", entered)
            entry = MeasureEntry(a_time(day=11), (), 24.3)
            over = Revision(entry, a_time(day=13), "Wrong day 📄", withdrawn=True)
            work.measures.revise(result_id, over)
        with store.read() as work:
            found = work.measures.get(result_id)
        assert found == MeasureResult(result_id, client_id, "phq-9", (entered, over))
        assert (found.version, found.entry, found.is_withdrawn) == (2, over.entry, True)

    def test_a_missing_result_is_a_lookup_error(self, store: Store) -> None:
        missing = MeasureResultId(404)
        with store.write() as work:
            with pytest.raises(LookupError):
                work.measures.get(missing)
            with pytest.raises(LookupError):
                work.measures.revise(missing, replace(a_revision(), reason="x"))

    def test_lists_only_the_clients_own_as_they_were_taken(self, store: Store) -> None:
        with store.write() as work:
            client_id, other_id = keep_client(work), keep_client(work)
            numbers = [
                work.measures.add(client_id, "gad-7", a_revision(day)) for day in (9, 7, 8, 7)
            ]
            work.measures.add(other_id, "gad-7", a_revision())
            # What a correction says of the day is what counts.
            work.measures.revise(numbers[0], replace(a_revision(6), reason="Another day"))
            found = [one.id for one in work.measures.of_client(client_id)]
        assert found == [numbers[0], numbers[1], numbers[3], numbers[2]]

    def test_knows_which_meetings_a_result_was_ever_of(self, store: Store) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            meeting_id = keep_meeting(work, unit_id)
            result_id = work.measures.add(client_id, "gad-7", a_revision(meeting_id=meeting_id))
            work.measures.revise(result_id, replace(a_revision(), reason="At home"))
            assert work.measures.names_meeting(meeting_id)
            assert not work.measures.names_meeting(MeetingId(404))

    def test_keeps_who_looked_at_what_holds_now(self, store: Store) -> None:
        look = Look(a_time(day=14), "Ines Halloran, LMFT", "Asked on the phone. Über nothing.")
        with store.write() as work:
            result_id = work.measures.add(keep_client(work), "phq-9", a_revision())
            work.measures.look_at(result_id, look)
            assert work.measures.get(result_id).look == look
            work.measures.revise(result_id, replace(a_revision(), reason="Misread"))
            after = work.measures.get(result_id)
            with pytest.raises(LookupError):
                work.measures.look_at(MeasureResultId(404), look)
        assert [one.look for one in after.revisions] == [look, None]

    def test_names_the_measures_that_were_taken(self, store: Store) -> None:
        with store.write() as work:
            assert work.measures.taken() == frozenset()
            for measure_id in ("phq-9", "ors", "phq-9"):
                work.measures.add(keep_client(work), measure_id, a_revision())
            assert work.measures.taken() == {"phq-9", "ors"}

    def test_gives_each_clients_newest_result_that_reaches_a_prompt(self, store: Store) -> None:
        with store.write() as work:
            client_id, other_id = keep_client(work, "Dana Reyes"), keep_client(work)
            third_id = keep_client(work)
            add = work.measures.add
            add(client_id, "m", a_revision(8, answers=(0, 3)))
            wanted = add(client_id, "m", a_revision(9, answers=(None, 1), total=None))
            add(client_id, "m", a_revision(10, answers=(3, 0)))
            add(client_id, "m", a_revision(10, answers=(3, None), total=None))
            add(client_id, "m", a_revision(11, answers=(), total=27.0))
            add(client_id, "another", a_revision(11, answers=(0, 3)))
            withdrawn = add(other_id, "m", a_revision(9, answers=(0, 3)))
            over = replace(a_revision(9, answers=(0, 3)), reason="x", withdrawn=True)
            work.measures.revise(withdrawn, over)
            corrected = add(third_id, "m", a_revision(9, answers=(0, 3)))
            work.measures.revise(corrected, replace(a_revision(9, answers=(0, 0)), reason="x"))
            found = work.measures.calls("m", RiskPrompt(at_least=1, item=2))
        assert found == [RiskCall(wanted, "m", client_id, "Dana Reyes", a_time(9))]

    def test_a_prompt_without_an_item_is_about_the_total(self, store: Store) -> None:
        with store.write() as work:
            for total in (1.0, 2.0):
                work.measures.add(keep_client(work), "m", a_revision(answers=(), total=total))
            found = work.measures.calls("m", RiskPrompt(at_least=2))
        assert [one.client_id for one in found] == [2]

    def test_what_was_looked_at_hides_the_earlier_ones_too(self, store: Store) -> None:
        with store.write() as work:
            client_id = keep_client(work)
            for day in (8, 9):
                number = work.measures.add(client_id, "m", a_revision(day, answers=(1, 1)))
            prompt = RiskPrompt(at_least=1, item=1)
            work.measures.look_at(number, Look(NOW, "Ines", "Asked"))
            assert work.measures.calls("m", prompt) == []
            work.measures.revise(number, replace(a_revision(9, answers=(2, 1)), reason="x"))
            assert [one.result_id for one in work.measures.calls("m", prompt)] == [number]

    @pytest.mark.parametrize(
        ("about", "assessed"),
        [
            (About(AboutKind.UNTAGGED), (False, False)),
            (About(AboutKind.ALL), (True, True)),
            (About(AboutKind.MEMBERS), (True, False)),
            (About(AboutKind.THIRD_PERSON, third_person="Uncle Ray"), (False, False)),
        ],
    )
    def test_a_signed_assessment_of_a_couple_is_of_those_whom_it_is_about(
        self, store: Store, about: About, assessed: tuple[bool, bool]
    ) -> None:
        with store.write() as work:
            first, second = keep_client(work), keep_client(work)
            unit_id = keep_unit(work, UnitKind.COUPLE, first, second)
            if about.kind is AboutKind.MEMBERS:
                about = About.of(work.units.get(unit_id).members[0].id)
            content = NoteContent(
                Template.RISK,
                (
                    Passage(Section.OBSERVED_RISK, "Asked about it.", about),
                    Passage(Section.PROTECTS, " ", About(AboutKind.ALL)),
                ),
            )
            kind = {"type": NoteType.RISK, "content": content}
            note_id = keep_note(work, unit_id, at_utc=a_time(11), **kind)
            found = [work.measures.assessments(one) for one in (first, second)]
            assert found == [Assessments(None, a_time(11), note_id)] * 2
            sign(work, note_id)
            found = [work.measures.assessments(one) for one in (first, second)]
        assert [one.signed_at_utc is not None for one in found] == list(assessed)
        assert [one.begun for one in found] == [None, None]

    @pytest.mark.parametrize(
        ("about", "assessed"),
        [
            (About(AboutKind.UNTAGGED), True),
            (About(AboutKind.ALL), True),
            (About(AboutKind.MEMBERS), True),
            (About(AboutKind.THIRD_PERSON, third_person="Uncle Ray"), False),
        ],
    )
    def test_one_of_a_client_alone_is_of_nobody_where_it_is_about_a_third_person(
        self, store: Store, about: About, assessed: bool
    ) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            if about.kind is AboutKind.MEMBERS:
                about = About.of(work.units.get(unit_id).members[0].id)
            words = Passage(Section.OBSERVED_RISK, "Asked about it.", about)
            blank = Passage(Section.PROTECTS, " ")
            content = NoteContent(Template.RISK, (words, blank))
            sign(work, keep_note(work, unit_id, type=NoteType.RISK, content=content))
            assert (work.measures.assessments(client_id) != Assessments()) is assessed

    def test_white_space_of_any_kind_assesses_nobody(self, store: Store) -> None:
        white = "".join(filter(str.isspace, map(chr, range(sys.maxunicode + 1))))
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            for text in (white, f"{white}x"):
                content = NoteContent(Template.RISK, (Passage(Section.OBSERVED_RISK, text),))
                sign(work, keep_note(work, unit_id, type=NoteType.RISK, content=content))
                is_assessed = work.measures.assessments(client_id) != Assessments()
                assert is_assessed is (text != white)

    def test_one_dated_after_its_signature_counts_neither_then_nor_later(
        self, store: Store
    ) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            for at_utc, found in (
                (NOW + timedelta(days=40), Assessments()),
                (NOW + timedelta(seconds=1), Assessments()),
                (NOW, Assessments(NOW)),
            ):
                sign(work, keep_note(work, unit_id, at_utc=at_utc, type=NoteType.RISK))
                assert work.measures.assessments(client_id) == found

    def test_gives_the_newest_assessments_and_no_other_note(self, store: Store) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            other_id, _ = keep_alone(work)
            assert work.measures.assessments(client_id) == Assessments()
            for day in (9, 11, 10):
                sign(work, keep_note(work, unit_id, at_utc=a_time(day), type=NoteType.RISK))
            begun = [
                keep_note(work, unit_id, at_utc=a_time(day), type=NoteType.RISK)
                for day in (8, 12, 12, 10)
            ]
            keep_note(work, unit_id, at_utc=a_time(13))
            result_id = work.measures.add(client_id, "m", a_revision(answers=(1,)))
            (call,) = work.measures.calls("m", RiskPrompt(at_least=1, item=1))
            newest = Assessments(a_time(11), a_time(12), begun[2])
            assert (call.result_id, call.assessments) == (result_id, newest)
            assert work.measures.assessments(client_id) == newest
            assert work.measures.assessments(other_id) == Assessments()

    def test_a_draft_of_an_assessment_counts_while_there_are_words_in_it(
        self, store: Store
    ) -> None:
        words = some_content("Asked about it.", template=Template.RISK)
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            kind = {"type": NoteType.RISK, "content": NoteContent(Template.RISK, ())}
            note_id = keep_note(work, unit_id, at_utc=a_time(11), **kind)
            for version, content in enumerate((words, NoteContent(Template.RISK, ()), words), 1):
                counts = Assessments(None, a_time(11), note_id) if version == 2 else Assessments()
                assert work.measures.assessments(client_id) == counts
                work.notes.save_draft(note_id, content, NOW, base_version=version)
            counts = Assessments(None, a_time(11), note_id)
            assert work.measures.assessments(client_id) == counts
            work.notes.settle(note_id)
            assert work.measures.assessments(client_id) == counts

    def test_keeps_one_unfinished_form_a_client(self, store: Store) -> None:
        with store.write() as work:
            client_id, other_id = keep_client(work), keep_client(work)
            assert work.measures.draft(client_id) is None
            work.measures.drop_draft(client_id)
            work.measures.put_draft(client_id, replace(DRAFT, total="7"), NOW)
            work.measures.put_draft(client_id, DRAFT, NOW)
            assert work.measures.draft(client_id) == DRAFT
            assert work.measures.draft(other_id) is None
            work.measures.drop_draft(client_id)
            assert work.measures.draft(client_id) is None
