"""Settings, the place to come back to, and forms that were half typed."""

import json
from dataclasses import asdict, astuple
from typing import Final

from storage.connection import Connection
from vault.place import FormKey, FormKind, FormWords, Place
from vault.settings import Settings, Theme

_PROCESS_MARK: Final = "process_notes_writes"


class SqlSettingRepo:
    """The settings of one open vault; a setting that was never kept has its safe value."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self) -> Settings:
        """Give the settings, the safe ones where none were kept."""
        safe = Settings()
        kept = dict(self._connection.execute("SELECT name, value FROM setting"))
        return Settings(
            idle_minutes=int(kept.get("idle_minutes", safe.idle_minutes)),
            hidden_minutes=int(kept.get("hidden_minutes", safe.hidden_minutes)),
            theme=Theme(kept.get("theme", safe.theme)),
            template=kept.get("template", safe.template),
            meeting_minutes=int(kept.get("meeting_minutes", safe.meeting_minutes)),
            late_hours=int(kept.get("late_hours", safe.late_hours)),
            draft_days=int(kept.get("draft_days", safe.draft_days)),
            spelling=kept.get("spelling", safe.spelling),
            initials_only=kept.get("initials_only", str(safe.initials_only)) == str(True),
        )

    def put(self, settings: Settings) -> None:
        """Keep the settings."""
        self._put([(name, str(value)) for name, value in asdict(settings).items()])

    def process_mark(self) -> int | None:
        """Say how many writes the process notes had at least; None before there were any."""
        row = self._connection.execute(
            "SELECT value FROM setting WHERE name = ?", (_PROCESS_MARK,)
        ).fetchone()
        return int(row[0]) if row else None

    def put_process_mark(self, writes: int | None) -> None:
        """Keep how far the process notes have come; None forgets that there were any."""
        if writes is None:
            self._connection.execute("DELETE FROM setting WHERE name = ?", (_PROCESS_MARK,))
        else:
            self._put([(_PROCESS_MARK, str(writes))])

    def place(self) -> Place:
        """Give the place to come back to."""
        row = self._connection.execute(
            """
            SELECT screen, client_id, tab, note_id, field, cursor, anchor, scroll, release_id
            FROM place
            """
        ).fetchone()
        return Place(*row) if row else Place()

    def put_place(self, place: Place) -> None:
        """Keep the place to come back to, without what isn't there any more."""
        self._connection.execute(
            """
            INSERT INTO place
                (id, screen, client_id, tab, note_id, field, cursor, anchor, scroll, release_id)
            VALUES (
                1, ?, (SELECT id FROM client WHERE id = ?),
                ?, (SELECT id FROM note WHERE id = ?), ?, ?, ?, ?,
                (SELECT id FROM release WHERE id = ?)
            )
            ON CONFLICT (id) DO UPDATE
            SET screen = excluded.screen, client_id = excluded.client_id, tab = excluded.tab,
                note_id = excluded.note_id, field = excluded.field, cursor = excluded.cursor,
                anchor = excluded.anchor, scroll = excluded.scroll,
                release_id = excluded.release_id
            """,
            astuple(place),
        )

    def unfinished(self, kind: FormKind) -> dict[int, FormWords]:
        """Give what stood in the forms of a kind, by the number of what each is about."""
        rows = self._connection.execute(
            "SELECT about, body FROM unfinished_form WHERE kind = ?", (kind,)
        )
        return {about: tuple(json.loads(body)) for about, body in rows}

    def put_unfinished(self, kind: FormKind, about: int, typed: FormWords) -> None:
        """Keep what stands in a form; nothing forgets it."""
        self._connection.execute(
            "DELETE FROM unfinished_form WHERE kind = ? AND about = ?", (kind, about)
        )
        if typed:
            self._connection.execute(
                "INSERT INTO unfinished_form (kind, about, body) VALUES (?, ?, ?)",
                (kind, about, json.dumps(typed)),
            )

    def finish_form(self, form: FormKey | None) -> None:
        """Forget what was kept of a form, for it is finished; None where there is no form."""
        if form is not None:
            self.put_unfinished(*form, ())

    def _put(self, pairs: list[tuple[str, str]]) -> None:
        self._connection.executemany(
            """
            INSERT INTO setting (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            pairs,
        )
