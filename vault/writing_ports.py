"""What keeps the words of writing: the vault's own dictionary, and phrases."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from vault.phrases import Phrase


class DictionaryRepo(Protocol):
    """Keeps the words that the counselor added, and knows the vault's names."""

    def words(self) -> list[str]:
        """List the words that were added, in their order."""

    def add(self, word: str) -> None:
        """Keep a word; does nothing where it is kept already."""

    def remove(self, word: str) -> None:
        """Forget a word; does nothing where it isn't kept."""

    def names(self) -> list[str]:
        """List every name of a client, of a member and of a unit, each once."""

    def people(self) -> list[str]:
        """List every name of a client, a member and an emergency contact, each once."""

    def third_persons(self) -> list[str]:
        """List whom else notes and documents are about, each once."""


class PhraseRepo(Protocol):
    """Keeps phrases by their names."""

    def all(self) -> "list[Phrase]":
        """List the phrases in the order of their names."""

    def put(self, phrase: "Phrase") -> None:
        """Keep a phrase in place of the one with the same name."""

    def remove(self, name: str) -> None:
        """Forget a phrase; does nothing where there is none of that name."""
