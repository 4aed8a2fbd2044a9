from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_client, a_couple, a_note, a_passage, a_request, alone, signed
from vault.clients import Client, ClientFlags
from vault.ids import ClientId, MemberId, UnitId
from vault.notes import NoteContent
from vault.passages import About, Template
from vault.release_gate import Candidate, Outcome, Reason, own_file
from vault.requests import IdentityCheck, Request, RequestKind
from vault.units import Member, Unit, UnitKind

TODAY = date(2026, 11, 12)
IN_CONFIDENCE = NoteContent(Template.SOAP, (a_passage(in_confidence=True), a_passage("More.")))
OF_SOMEBODY_ELSE = NoteContent(Template.SOAP, (a_passage(about=About.of(MemberId(77))),))
SAID_ELSEWHERE = NoteContent(Template.SOAP, (a_passage(said_by=MemberId(77)),))
GUEST = Member(MemberId(99), 2, "Nils", None)

UNITS = st.sampled_from(
    [
        alone(),
        alone(client_id=2, unit_id=3, called="Marcus Okafor"),
        a_couple(),
        replace(a_couple(), kind=UnitKind.INDIVIDUAL),
        replace(alone(), members=(*alone().members, GUEST)),
        replace(alone(), kind=UnitKind.GROUP),
        replace(alone(), members=()),
    ]
)


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    unit = draw(UNITS)
    unit_id = draw(st.sampled_from([unit.id, UnitId(77)]))
    content = draw(st.sampled_from([a_note().content, IN_CONFIDENCE]))
    note = a_note(draw(st.integers(1, 99)), unit_id, content=content)
    addendum = a_note(100, draw(st.sampled_from([unit_id, UnitId(78)])), "Added.")
    return Candidate(
        signed(note) if draw(st.booleans()) else note,
        unit,
        draw(st.sampled_from([(), (signed(addendum),), (addendum,)])),
    )


REQUESTS = st.builds(
    a_request,
    client_id=st.sampled_from([1, 2]),
    kind=st.sampled_from(RequestKind),
    identity=st.sampled_from(IdentityCheck),
)
CLIENTS = st.builds(
    a_client,
    birth_date=st.none() | st.dates(date(2000, 1, 1), TODAY),
    flags=st.builds(ClientFlags, minor=st.booleans()),
)
FILES = st.lists(candidates(), max_size=4).map(tuple)


def going(
    request: Request, client: Client, file: tuple[Candidate, ...], today: date = TODAY
) -> list[Candidate]:
    return list(own_file(request, client, file, today).goes)


def whole(unit: Unit, **changes: Any) -> Candidate:
    return Candidate(signed(replace(a_note(unit_id=unit.id), **changes)), unit)


@given(REQUESTS, CLIENTS, FILES)
def test_nothing_leaves_that_is_not_the_clients_alone_and_signed(
    request: Request, client: Client, file: tuple[Candidate, ...]
) -> None:
    for one in going(request, client, file):
        assert request.kind is RequestKind.ACCESS
        assert request.client_id == client.id
        assert request.identity is not IdentityCheck.NOT_YET
        assert not client.details.flags.minor
        assert [member.client_id for member in one.unit.members] == [client.id]
        assert one.unit.kind is UnitKind.INDIVIDUAL
        for part in (one.note, *one.addenda):
            assert part.is_signed
            assert part.unit_id == one.unit.id


@given(REQUESTS, CLIENTS, FILES)
def test_whatever_stays_has_its_reason_and_every_record_its_verdict(
    request: Request, client: Client, file: tuple[Candidate, ...]
) -> None:
    answer = own_file(request, client, file, TODAY)
    assert tuple(one.candidate for one in answer.verdicts) == file
    for one in answer.verdicts:
        assert (one.reason is None) is (one.outcome is Outcome.GOES)


File = tuple[Candidate, ...]
STRICTER: dict[str, Callable[[Request, Client, File], tuple[Request, Client, File]]] = {
    "identity": lambda request, client, file: (
        replace(request, identity=IdentityCheck.NOT_YET),
        client,
        file,
    ),
    "minor": lambda request, client, file: (
        request,
        a_client(flags=ClientFlags(minor=True)),
        file,
    ),
    "kind": lambda request, client, file: (
        replace(request, kind=RequestKind.PAYER),
        client,
        file,
    ),
    "someone else's": lambda request, client, file: (
        replace(request, client_id=ClientId(55)),
        client,
        file,
    ),
    "unsigned": lambda request, client, file: (
        request,
        client,
        tuple(replace(one, note=replace(one.note, signature=None)) for one in file),
    ),
    "shared": lambda request, client, file: (
        request,
        client,
        tuple(replace(one, unit=replace(one.unit, kind=UnitKind.COUPLE)) for one in file),
    ),
    "joined": lambda request, client, file: (
        request,
        client,
        tuple(
            replace(one, unit=replace(one.unit, members=(*one.unit.members, GUEST))) for one in file
        ),
    ),
}


@given(REQUESTS, CLIENTS, FILES, st.sampled_from(sorted(STRICTER)))
def test_no_stricter_fact_ever_lets_more_out(
    request: Request, client: Client, file: tuple[Candidate, ...], fact: str
) -> None:
    assert going(*STRICTER[fact](request, client, file)) == []


@given(REQUESTS, CLIENTS, FILES, FILES)
def test_one_record_never_decides_about_another(
    request: Request, client: Client, file: tuple[Candidate, ...], more: tuple[Candidate, ...]
) -> None:
    assert going(request, client, file + more) == (
        going(request, client, file) + going(request, client, more)
    )


@given(REQUESTS, CLIENTS, FILES)
def test_a_word_in_confidence_never_lets_more_out(
    request: Request, client: Client, file: tuple[Candidate, ...]
) -> None:
    marked = tuple(replace(one, note=replace(one.note, content=IN_CONFIDENCE)) for one in file)
    before = own_file(request, client, file, TODAY)
    after = own_file(request, client, marked, TODAY)
    assert [one.note.id for one in after.goes] == [one.note.id for one in before.goes]
    assert Outcome.GOES not in {one.outcome for one in after.verdicts}


@pytest.mark.parametrize(
    ("candidate", "outcome", "reason"),
    [
        (whole(alone()), Outcome.GOES, None),
        (whole(alone(), content=IN_CONFIDENCE), Outcome.IN_PART, Reason.TOLD_IN_CONFIDENCE),
        (whole(a_couple()), Outcome.STAYS, Reason.SEEN_WITH_OTHERS),
        (whole(alone(client_id=2)), Outcome.STAYS, Reason.NOT_THIS_CLIENT),
        (whole(alone(), content=OF_SOMEBODY_ELSE), Outcome.STAYS, Reason.NOT_THIS_CLIENT),
        (whole(alone(), content=SAID_ELSEWHERE), Outcome.STAYS, Reason.NOT_THIS_CLIENT),
        (Candidate(a_note(), alone()), Outcome.STAYS, Reason.NOT_SIGNED),
        (
            replace(whole(alone()), addenda=(a_note(5),)),
            Outcome.STAYS,
            Reason.NOT_SIGNED,
        ),
        (
            replace(whole(alone()), addenda=(signed(a_note(5, content=IN_CONFIDENCE)),)),
            Outcome.IN_PART,
            Reason.TOLD_IN_CONFIDENCE,
        ),
    ],
)
def test_each_verdict_names_its_reason(
    candidate: Candidate, outcome: Outcome, reason: Reason | None
) -> None:
    (verdict,) = own_file(a_request(), a_client(), (candidate,), TODAY).verdicts
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_all_blocks_are_named_at_once() -> None:
    request = a_request(client_id=2, identity=IdentityCheck.NOT_YET)
    child = a_client(birth_date=date(2015, 1, 1))
    assert own_file(request, child, (whole(alone()),), TODAY).blocks == (
        Reason.NOT_OWN_REQUEST,
        Reason.IDENTITY_NOT_CHECKED,
        Reason.MINOR,
    )


@pytest.mark.parametrize(
    ("today", "blocked"), [(date(2018, 2, 28), True), (date(2018, 3, 1), False)]
)
def test_a_birthday_on_29_february_ends_the_block_on_1_march(today: date, blocked: bool) -> None:
    client = a_client(birth_date=date(2000, 2, 29))
    answer = own_file(a_request(), client, (whole(alone()),), today)
    assert (Reason.MINOR in answer.blocks) is blocked
