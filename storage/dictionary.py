"""The vault's own dictionary, and the names that it knows."""

from storage.connection import Connection


class SqlDictionaryRepo:
    """The words of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def words(self) -> list[str]:
        """List the words that were added, in their order."""
        found = self._connection.execute("SELECT word FROM dictionary_word ORDER BY word")
        return [word for (word,) in found]

    def add(self, word: str) -> None:
        """Keep a word; does nothing where it is kept already."""
        self._connection.execute(
            "INSERT INTO dictionary_word (word) VALUES (?) ON CONFLICT DO NOTHING", (word,)
        )

    def remove(self, word: str) -> None:
        """Forget a word; does nothing where it isn't kept."""
        self._connection.execute("DELETE FROM dictionary_word WHERE word = ?", (word,))

    def names(self) -> list[str]:
        """List every name of a client, of a member and of a unit, each once."""
        found = self._connection.execute(
            """
            SELECT name FROM client
            UNION SELECT used_name FROM client
            UNION SELECT name FROM unit_member
            UNION SELECT name FROM unit
            UNION SELECT name FROM emergency_contact
            """
        )
        return [name for (name,) in found if name]

    def people(self) -> list[str]:
        """List every name of a client, a member and an emergency contact, each once."""
        found = self._connection.execute(
            """
            SELECT name FROM client
            UNION SELECT used_name FROM client
            UNION SELECT name FROM unit_member
            UNION SELECT name FROM emergency_contact
            """
        )
        return [name for (name,) in found if name]

    def third_persons(self) -> list[str]:
        """List whom else notes and documents are about, each once."""
        found = self._connection.execute(
            """
            SELECT third_person FROM passage WHERE third_person > ''
            UNION SELECT third_person FROM document WHERE third_person > ''
            """
        )
        return [name for (name,) in found]
