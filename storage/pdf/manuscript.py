"""From what a document says to the plain data that its template reads.

Texts are split into paragraphs and lines here, in one place, and every character that can't be
printed is replaced by something that can be seen.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import TypeAlias

from vault.printed import (
    FileCopy,
    Gap,
    LateEntry,
    Letterhead,
    Notice,
    Passage,
    PrintedAddendum,
    PrintedRecord,
    RecoveryKit,
    Signature,
)

Data: TypeAlias = "bool | int | str | list[Data] | dict[str, Data] | None"
"""What JSON can hold."""

# Not strftime: its month names follow the computer's language, the document's don't.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
# A word wider than its column would run off the page: it gets places to break.
_ENDLESS_WORD = re.compile(r"[^\s\u200b/-]{48,}")
_BREAK_EVERY = re.compile(r".{24}(?=.)")
_BREAK = "\u200b"
_BYTE_ORDER_MARK = "\ufeff"  # invisible, and refused by PDF/UA
_FINGERPRINT_DIGITS = 16


def file_copy(copy: FileCopy) -> Data:
    """Give the data of resources/documents/file_copy.typ."""
    return {
        "letterhead": _letterhead(copy.letterhead),
        "client": _line(copy.client),
        "born": day(copy.born) if copy.born else "",
        "recipient": _line(copy.recipient),
        "request": _line(copy.request),
        "handed_over_on": day(copy.handed_over_at),
        "period": " to ".join(day(end) for end in copy.period or ()),
        "included": [{"what": _line(it.what), "detail": _line(it.detail)} for it in copy.included],
        "drafts": copy.drafts,
        "notices": [_notice(notice) for notice in copy.notices],
        "withheld": _notice(copy.withheld) if copy.withheld else None,
        "records": [_record(record) for record in copy.records],
    }


def recovery_kit(kit: RecoveryKit, qr_svg: str) -> Data:
    """Give the data of resources/documents/recovery_kit.typ."""
    return {
        "practice": _line(kit.practice),
        "vault": _line(kit.vault),
        "made_at": _time(kit.made_at),
        "groups": [_line(group) for group in kit.groups],
        "device_code": _line(kit.device_code),
        "steps": [_line(step) for step in kit.steps],
        "qr_svg": qr_svg,
    }


def day(on: date) -> str:
    """Write a day as the screens do: 22 Nov 2026."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def legible(data: Data, can_print: Callable[[str], bool]) -> tuple[Data, frozenset[str]]:
    """Put a name or number in brackets for each character that can't be printed; list these.

    Characters that are invisible by nature (joiners, marks of direction) stay as they are.
    """
    used = {character for text in _texts(data) for character in set(text)}
    unprintable = (one for one in used if _is_control(one) or not can_print(one))
    stand_ins = {one: _stand_in(one) for one in unprintable}
    shown = frozenset(one for one, stand_in in stand_ins.items() if stand_in.startswith("["))
    return (_translated(data, str.maketrans(stand_ins)) if stand_ins else data), shown


def _letterhead(head: Letterhead) -> Data:
    return {
        "practice": _line(head.practice),
        "counselor": _line(head.counselor),
        "credential": _line(head.credential),
        "license": _line(head.license),
        "lines": [_line(line) for line in head.lines],
    }


def _notice(notice: Notice) -> Data:
    return {
        "heading": _line(notice.heading),
        "paragraphs": [part for text in notice.paragraphs for part in _paragraphs(text)],
        "source": _line(notice.source),
    }


def _record(record: PrintedRecord) -> Data:
    return {
        # Screen readers and bookmarks need a heading with words in it (PDF/UA).
        "heading": _line(record.heading) or day(record.on),
        "on": day(record.on),
        "details": [_line(detail) for detail in record.details],
        "signature": _signature(record.signature),
        "fingerprint": record.fingerprint[:_FINGERPRINT_DIGITS],
        "late": _late(record.late),
        "letter": record.letter,
        "sections": [
            {
                "heading": _line(section.heading),
                "passages": _passages(section.passages),
                "strong": section.strong,
            }
            for section in record.sections
        ],
        "addenda": [_addendum(addendum) for addendum in record.addenda],
    }


def _addendum(addendum: PrintedAddendum) -> Data:
    return {
        "kind": addendum.kind.value,
        "signature": _signature(addendum.signature),
        "passages": _passages(addendum.passages),
    }


def _signature(signature: Signature | None) -> Data:
    if signature is None:
        return None
    return {
        "by": _line(signature.by),
        "at": _time(signature.at),
        "licence": _line(signature.licence),
    }


def _late(late: LateEntry | None) -> Data:
    if late is None:
        return None
    return {"happened_at": _time(late.happened_at), "begun_at": _time(late.begun_at)}


def _passages(passages: Iterable[Passage | Gap]) -> Data:
    return [_passage(passage) for passage in passages]


def _passage(passage: Passage | Gap) -> Data:
    if isinstance(passage, Gap):
        return {
            "gap": passage.value,
            "about": "",
            "corrected_on": "",
            "instead_of": None,
            "paragraphs": [],
        }
    return {
        "gap": None,
        "about": _line(passage.about),
        "corrected_on": day(passage.corrected_on) if passage.corrected_on else "",
        "instead_of": _passage(passage.instead_of) if passage.instead_of else None,
        "paragraphs": _paragraphs(passage.text),
    }


def _paragraphs(text: str) -> list[Data]:
    blocks = _BLANK_LINES.split(_LINE_ENDS.sub("\n", text).strip("\n"))
    return [
        {"lines": [_line(line) for line in block.split("\n")], "rtl": _runs_from_right(block)}
        for block in blocks
    ]


def _line(text: str) -> str:
    one_line = _LINE_ENDS.sub(" ", text).replace("\t", "    ").replace(_BYTE_ORDER_MARK, "")
    return _ENDLESS_WORD.sub(lambda word: _BREAK_EVERY.sub(rf"\g<0>{_BREAK}", word[0]), one_line)


def _runs_from_right(text: str) -> bool:
    """Decide as the Unicode bidirectional algorithm does (P2): by the first strong letter."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), False)


def _time(at: datetime) -> str:
    return f"{day(at)}, {at:%H:%M}"


def _is_control(character: str) -> bool:
    """Tell control characters, surrogates, private and unassigned ones, whatever a font says."""
    return unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"}


def _stand_in(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf" or unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
        return character
    if category.startswith("Z"):
        return " "
    if category.startswith("S"):
        return f"[{unicodedata.name(character).lower()}]"
    return f"[U+{ord(character):04X}]"


def _texts(data: Data) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)
    elif isinstance(data, dict):
        yield from _texts(list(data.values()))


def _translated(data: Data, table: dict[int, str]) -> Data:
    if isinstance(data, str):
        return data.translate(table)
    if isinstance(data, list):
        return [_translated(item, table) for item in data]
    if isinstance(data, dict):
        return {key: _translated(value, table) for key, value in data.items()}
    return data
