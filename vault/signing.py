"""Signing: what a signature covers, and what stands in its way."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

from vault.late_entries import LATE_HOURS
from vault.meetings import Meeting
from vault.notes import Hindrance, Note, Signature
from vault.passages import AboutKind, Statement
from vault.profile import Profile
from vault.units import Unit


def seal(
    note: Note, signed_at_utc: datetime, signer: Profile, late_hours: int = LATE_HOURS
) -> Signature:
    """Give the signature of a note, with the signer's name, credential and licence as of now."""
    unsealed = Signature(signed_at_utc, signer.signs_as, "", signer.licence, late_hours)
    return replace(unsealed, sha256=fingerprint(note, unsealed))


def fingerprint(note: Note, signature: Signature) -> str:
    """Give the SHA-256 of all that a note says, with who signs it and when, in hexadecimal.

    What it covers is told by the signature's `seal_version`.
    """
    said: dict[str, object] = {
        "note": note.id,
        "unit": note.unit_id,
        "meeting": note.meeting_id,
        "amends": note.amends,
        "type": note.type,
        "template": note.content.template,
        "happened_at_utc": note.happened_at_utc.isoformat(),
        "begun_at_utc": note.begun_at_utc.isoformat(),
        "passages": [asdict(passage) for passage in note.content.passages],
        "signed_at_utc": signature.signed_at_utc.isoformat(),
        "signed_by": signature.signed_by,
        "licence": signature.licence,
        "late_hours": signature.late_hours,
    }
    if signature.seal_version > 1:
        said |= {
            "seal_version": signature.seal_version,
            "met": _met(note.around.meeting),
            "people": note.around.people,
        }
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _met(meeting: Meeting | None) -> dict[str, object] | None:
    if meeting is None:
        return None
    return {
        "number": meeting.number,
        "starts_at_utc": meeting.starts_at_utc.isoformat(),
        "minutes": meeting.minutes,
        "form": meeting.form,
        "place": meeting.place,
        "present": meeting.present,
    }


def is_whole(note: Note) -> bool:
    """Say whether a signed note still says what was signed."""
    signature = note.signature
    return signature is not None and fingerprint(note, signature) == signature.sha256


def hindrance(note: Note, unit: Unit, said: Mapping[Statement, str]) -> Hindrance | None:
    """Say why a note can't be signed yet, or None where it can.

    `said` is what the statements say that its passages correct.
    """
    written = [passage for passage in note.content.passages if passage.text.strip()]
    if not written:
        return Hindrance.EMPTY
    if unit.is_shared and any(one.about.kind is AboutKind.UNTAGGED for one in written):
        return Hindrance.UNTAGGED
    if any(one.corrects and said.get(one.corrects) == one.text for one in written):
        return Hindrance.UNCHANGED
    return None


def says_nothing(note: Note, said: Mapping[Statement, str]) -> bool:
    """Say whether a draft is blank, or only repeats the statements that it set out to correct."""
    return all(
        not one.text.strip() or (one.corrects is not None and said.get(one.corrects) == one.text)
        for one in note.content.passages
    )
