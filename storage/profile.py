"""The counselor's profile."""

from dataclasses import astuple

from storage.connection import Connection
from vault.profile import Profile


class SqlProfileRepo:
    """The profile of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self) -> Profile:
        """Give the profile, an empty one where none was kept."""
        row = self._connection.execute(
            """
            SELECT name, credential, practice, licence_number, state, phone, address FROM profile
            """
        ).fetchone()
        return Profile(*row) if row else Profile()

    def put(self, profile: Profile) -> None:
        """Keep the profile."""
        self._connection.execute(
            """
            INSERT INTO profile (
                id, name, credential, practice, licence_number, state, phone, address
            )
            VALUES (1, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, credential = excluded.credential,
                practice = excluded.practice, licence_number = excluded.licence_number,
                state = excluded.state, phone = excluded.phone, address = excluded.address
            """,
            astuple(profile),
        )
