"""Documents on their way in, from the first byte to what is to be kept."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from vault import fields
from vault.media import sniffed

if TYPE_CHECKING:
    from pathlib import PurePath

    from vault.blobs import BlobIntake, Landed
    from vault.documents import Belonging
    from vault.media import Media
    from vault.passages import About

_ENDING_LENGTH = 10
_UNCLEAN = frozenset({"Cc", "Cs", "Zl", "Zp"})


class Arrival:
    """A document on its way in; see `DocumentService.begin`. Any one thread at a time."""

    def __init__(
        self, intake: BlobIntake, belonging: Belonging, name: PurePath | None, about: About
    ) -> None:
        self.belonging = belonging
        self.about = about
        self._intake = intake
        self._name = name
        self._landed: Landed | None = None

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return self._intake.size

    @property
    def done(self) -> int:
        """How many of them are in."""
        return self._intake.done

    def step(self) -> bool:
        """Take in some mebibytes; answers whether anything is left.

        Raises DocumentTooLarge, SourceUnreadable and the errors of the disk; after an error
        nothing of it is left.
        """
        if self._intake.step():
            return True
        self._landed = self._intake.land()
        return False

    def discard(self) -> None:
        """Give it up; nothing of it stays."""
        self._intake.discard()

    @property
    def landed(self) -> Landed:
        """The content as it is kept. Raises ValueError before the last step."""
        if self._landed is None:
            raise ValueError("a document is kept once all of it has arrived")
        return self._landed

    @property
    def title(self) -> str:
        """The title that its name makes; empty without a name."""
        return title_of(self._name.stem) if self._name else ""

    @property
    def media(self) -> Media:
        """What it is by its bytes; for what they don't tell, with the ending of its name."""
        media = sniffed(self.landed.head)
        return replace(media, ending=media.ending or _ending_of(self._name))


def title_of(stem: str) -> str:
    """Make a title of a file's name without its ending: one clean line, never refused."""
    letters = (" " if unicodedata.category(one) in _UNCLEAN else one for one in stem)
    words = " ".join("".join(letters).replace("_", " ").split())
    return fields.line("title", words[: fields.NAME_LENGTH])


def _ending_of(name: PurePath | None) -> str:
    """Take over an ending that can't hurt, for a content that is known by nothing else."""
    ending = name.suffix[1:].lower() if name else ""
    plain = ending.isascii() and ending.isalnum() and len(ending) <= _ENDING_LENGTH
    return ending if plain else ""
