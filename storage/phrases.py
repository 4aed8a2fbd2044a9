"""Phrases by their short names."""

from storage.connection import Connection
from vault.phrases import Phrase


class SqlPhraseRepo:
    """The phrases of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Phrase]:
        """List the phrases in the order of their names."""
        found = self._connection.execute("SELECT name, text FROM phrase ORDER BY name")
        return [Phrase(name, text) for name, text in found]

    def put(self, phrase: Phrase) -> None:
        """Keep a phrase in place of the one with the same name."""
        self._connection.execute(
            """
            INSERT INTO phrase (name, text) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET text = excluded.text
            """,
            (phrase.name, phrase.text),
        )

    def remove(self, name: str) -> None:
        """Forget a phrase; does nothing where there is none of that name."""
        self._connection.execute("DELETE FROM phrase WHERE name = ?", (name,))
