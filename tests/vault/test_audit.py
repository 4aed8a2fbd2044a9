from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vault.audit import FIRST, AuditEntry, AuditKind, chain_mac, detail_hash, first_bad

KEY = bytes(range(32))
START = datetime(2026, 11, 12, 8, 0, 0, 1, tzinfo=UTC)

CHANGES: dict[str, Callable[[AuditEntry], AuditEntry]] = {
    "seq": lambda one: replace(one, seq=one.seq + 1),
    "epoch": lambda one: replace(one, epoch=one.epoch + 1),
    "at_utc": lambda one: replace(one, at_utc=one.at_utc + timedelta(microseconds=1)),
    "kind": lambda one: replace(one, kind=AuditKind.NOTE_DELETED),
    "subject": lambda one: replace(one, subject=one.subject + "0"),
    "detail_hash": lambda one: replace(one, detail_hash=flipped(one.detail_hash)),
    "prev": lambda one: replace(one, prev=flipped(one.prev)),
    "mac": lambda one: replace(one, mac=flipped(one.mac)),
}


def flipped(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


def an_entry(seq: int, prev: bytes, key: bytes = KEY) -> AuditEntry:
    at_utc = START + timedelta(minutes=seq)
    kind = AuditKind.NOTE_EDITED if seq % 2 else AuditKind.FILE_OPENED
    hashed = detail_hash("" if seq % 3 else str(seq))
    mac = chain_mac(
        key,
        seq=seq,
        epoch=1,
        at_utc=at_utc.isoformat(),
        kind=kind,
        subject=f"note:{seq}",
        detail=hashed,
        prev=prev,
    )
    return AuditEntry(seq, 1, at_utc, kind, f"note:{seq}", hashed, prev, mac)


def a_chain(length: int) -> list[AuditEntry]:
    chain: list[AuditEntry] = []
    for seq in range(1, length + 1):
        chain.append(an_entry(seq, chain[-1].mac if chain else FIRST))
    return chain


LENGTHS = st.integers(1, 8)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@given(st.integers(0, 8))
def test_a_chain_as_it_was_written_is_sound(length: int) -> None:
    assert first_bad(KEY, a_chain(length)) is None


@given(LENGTHS, st.data(), st.sampled_from(sorted(CHANGES)))
def test_a_changed_field_is_found_at_its_entry(
    length: int, data: st.DataObject, field: str
) -> None:
    chain = a_chain(length)
    place = data.draw(st.integers(0, length - 1))
    chain[place] = CHANGES[field](chain[place])
    assert first_bad(KEY, chain) == place + 1


@given(st.integers(2, 8), st.data())
def test_a_removed_entry_is_missed_at_its_place(length: int, data: st.DataObject) -> None:
    chain = a_chain(length)
    place = data.draw(st.integers(0, length - 2))
    del chain[place]
    assert first_bad(KEY, chain) == place + 1


@given(LENGTHS, st.data())
def test_an_inserted_entry_is_found_where_it_stands(length: int, data: st.DataObject) -> None:
    chain = a_chain(length)
    place = data.draw(st.integers(0, length))
    twin = data.draw(st.sampled_from(chain))
    prev = chain[place - 1].mac if place else FIRST
    forged = an_entry(place + 1, prev, key=bytes(32))
    inserted = data.draw(st.sampled_from([twin, forged]))
    chain.insert(place, inserted)
    # A twin put right behind its own entry is the same as one put before it.
    expected = place + 2 if inserted is twin and twin.seq == place + 1 else place + 1
    assert first_bad(KEY, chain) == expected


@given(st.integers(2, 8), st.data())
def test_entries_that_changed_places_are_found_at_the_first(
    length: int, data: st.DataObject
) -> None:
    chain = a_chain(length)
    first = data.draw(st.integers(0, length - 2))
    second = data.draw(st.integers(first + 1, length - 1))
    chain[first], chain[second] = chain[second], chain[first]
    assert first_bad(KEY, chain) == first + 1


def test_a_chain_that_starts_late_is_bad_from_its_start() -> None:
    assert first_bad(KEY, [an_entry(2, FIRST)]) == 1


@given(LENGTHS)
def test_a_chain_under_another_key_is_bad_from_its_start(length: int) -> None:
    assert first_bad(bytes(32), a_chain(length)) == 1


@given(WORDS, WORDS)
def test_no_two_entries_share_their_bytes(kind: str, subject: str) -> None:
    def mac(kind: str, subject: str) -> bytes:
        return chain_mac(
            KEY,
            seq=1,
            epoch=1,
            at_utc="",
            kind=kind,
            subject=subject,
            detail=b"",
            prev=FIRST,
        )

    moved = (kind + subject[:1], subject[1:])
    assert (mac(*moved) == mac(kind, subject)) is (moved == (kind, subject))
