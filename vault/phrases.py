"""Phrases: texts that are written often, each under a short name.

The name is typed after a slash, such as /mse, and becomes the text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from vault import fields
from vault.changes import Changes, Done, Noun
from vault.errors import InvalidField, Problem
from vault.place import FormKey
from vault.ports import Store

NAME_LENGTH: Final = 30
TEXT_LENGTH: Final = 20_000

_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_TYPED = re.compile(r"(?:^|(?<=[\s(\"\u2028]))/([^\W_][\w-]*)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with its short name."""

    name: str
    text: str

    def checked(self) -> "Phrase":
        """Give the same phrase, its name in lower case. Raises InvalidField."""
        name = fields.line("name", self.name, required=True, longest=NAME_LENGTH)
        name = name.removeprefix("/").lower()
        if not _NAME.fullmatch(name):
            raise InvalidField("name", Problem.NOT_TEXT)
        text = fields.prose("text", self.text, longest=TEXT_LENGTH).strip()
        if not text:
            raise InvalidField("text", Problem.EMPTY)
        return Phrase(name, text)


def typed_name(before: str) -> str | None:
    """Give the name that stands after a slash at the end of a text; None where none does."""
    found = _TYPED.search(before)
    return found[1] if found else None


def named(phrases: Iterable[Phrase], name: str) -> Phrase | None:
    """Give the phrase of a name, whichever its case."""
    return next((one for one in phrases if one.name == name.lower()), None)


class PhraseService:
    """Keeps phrases."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Phrase]:
        """List the phrases in the order of their names."""
        with self._store.read() as work:
            return work.phrases.all()

    def keep(
        self, phrase: Phrase, *, instead_of: str = "", finishes: FormKey | None = None
    ) -> Done[Phrase]:
        """Keep a new phrase, or one in place of the phrase that is named.

        Raises InvalidField, also where another phrase has its name: none is written over unasked.
        """
        checked = phrase.checked()
        with self._store.write() as work:
            if named(work.phrases.all(), checked.name) and checked.name != instead_of:
                raise InvalidField("name", Problem.ALREADY_TAKEN)
            if instead_of and instead_of != checked.name:
                work.phrases.remove(instead_of)
            work.phrases.put(checked)
            work.settings.finish_form(finishes)
        return Done(checked, Changes.of(Noun.PHRASE))

    def remove(self, name: str) -> Done[None]:
        """Forget a phrase; does nothing where there is none of that name."""
        with self._store.write() as work:
            work.phrases.remove(name)
        return Done(None, Changes.of(Noun.PHRASE))
