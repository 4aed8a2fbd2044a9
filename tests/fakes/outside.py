"""The world around a vault: the time, the press and the folder that files go to."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import cycle
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from vault.ports import OutgoingFile
from vault.printed import (
    FileCopy,
    Gap,
    NotSealed,
    PageImage,
    PageImages,
    PrintedAddendum,
    PrintedRecord,
    RecoveryKit,
    Typeset,
)

PLAIN = b"%FAKE\n"
SEALED = b"%SEALED\n"
PAGE_BREAK = "\f"
DENVER = ZoneInfo("America/Denver")


@dataclass
class FakeClock:
    """A clock that stands until it is moved."""

    now: datetime = datetime(2026, 11, 12, 22, 5, 3, 120_456, tzinfo=UTC)
    zone: tzinfo = DENVER

    def now_utc(self) -> datetime:
        return self.now

    def today(self) -> date:
        return self.local(self.now).date()

    def local(self, at_utc: datetime) -> datetime:
        return at_utc.astimezone(self.zone)

    def advance(self, **span: float) -> None:
        """Move on; takes what `timedelta` takes."""
        self.now += timedelta(**span)


@dataclass
class FakePress:
    """Documents whose bytes are their text: a page for the cover and one for each record.

    The last copy stands in `copies`, for tests that look at what reached it.
    """

    copies: list[FileCopy] = field(default_factory=list)

    def typeset(self, copy: FileCopy) -> Typeset:
        self.copies.append(copy)
        pages = [_cover(copy), *(_record(one) for one in copy.records)]
        return Typeset(PLAIN + PAGE_BREAK.join(pages).encode(), frozenset())

    def typeset_kit(self, kit: RecoveryKit) -> Typeset:
        lines = [kit.practice, kit.vault, *kit.groups, kit.sealed_block, *kit.steps]
        return Typeset(PLAIN + "\n".join(lines).encode(), frozenset())

    def encrypt(self, pdf: bytes, password: str) -> bytes:
        if not 0 < len(password.encode()) <= 127:
            raise ValueError("the password is empty or too long")
        key = hashlib.sha256(password.encode()).digest()
        return SEALED + key + bytes(a ^ b for a, b in zip(pdf, cycle(key), strict=False))

    def verify(self, encrypted: bytes, password: str) -> int:
        key = hashlib.sha256(password.encode()).digest()
        if not encrypted.startswith(SEALED + key):
            raise NotSealed
        body = encrypted[len(SEALED + key) :]
        return len(self.text(bytes(a ^ b for a, b in zip(body, cycle(key), strict=False))))

    def pages(self, pdf: bytes) -> PageImages:
        return FakePages(len(self.text(pdf)))

    def text(self, pdf: bytes) -> tuple[str, ...]:
        return tuple(pdf.removeprefix(PLAIN).decode().split(PAGE_BREAK))


@dataclass
class FakePages:
    """White pages."""

    count: int

    def image(self, page: int, width: int) -> PageImage:
        if not 0 <= page < self.count:
            raise IndexError(page)
        height = width * 11 // 8
        return PageImage(width, height, width * 4, b"\xff" * (width * 4 * height))

    def close(self) -> None:
        """Hold nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@dataclass
class FakeOutbox:
    """A folder in memory: `files` are under their names, `staged` lie beside them.

    `fail_stage` and `fail_publish` are raised as long as they stand. `events` gets the steps
    in their order; give it the list of a FakeStore to see them among its commits.
    """

    events: list[str] = field(default_factory=list)
    files: dict[Path, bytes] = field(default_factory=dict)
    staged: dict[Path, bytes] = field(default_factory=dict)
    fail_stage: Exception | None = None
    fail_publish: Exception | None = None

    def stage(self, path: Path, data: bytes) -> OutgoingFile:
        if self.fail_stage is not None:
            raise self.fail_stage
        self.staged[path] = data
        self.events.append("stage")
        return FakeOutgoingFile(self, path)


@dataclass
class FakeOutgoingFile:
    """One file on its way out of a FakeOutbox."""

    outbox: FakeOutbox
    path: Path

    def publish(self) -> None:
        if self.outbox.fail_publish is not None:
            raise self.outbox.fail_publish
        self.outbox.files[self.path] = self.outbox.staged.pop(self.path)
        self.outbox.events.append("publish")

    def discard(self) -> None:
        if self.outbox.staged.pop(self.path, None) is not None:
            self.outbox.events.append("discard")


def _cover(copy: FileCopy) -> str:
    head = copy.letterhead
    lines = [head.practice, head.counselor, head.credential, head.license, *head.lines]
    lines += [copy.client, copy.recipient, copy.request, copy.handed_over_at.isoformat()]
    lines += [f"{one.what}: {one.detail}" for one in copy.included]
    notices = [*copy.notices, *([copy.withheld] if copy.withheld else [])]
    for notice in notices:
        lines += [notice.heading, *notice.paragraphs, notice.source]
    return "\n".join(lines)


def _record(record: PrintedRecord) -> str:
    lines = [record.heading, record.on.isoformat(), *record.details]
    for section in record.sections:
        lines += [section.heading, *_passages(section)]
    for addendum in record.addenda:
        lines += [addendum.kind, *_passages(addendum)]
    if record.unsigned:
        lines.append("Draft, not signed")
    return "\n".join(lines)


def _passages(part: PrintedAddendum | object) -> list[str]:
    passages = getattr(part, "passages", ())
    return [f"[{one}]" if isinstance(one, Gap) else one.text for one in passages]
