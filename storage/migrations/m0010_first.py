"""The first shape of the database.

Times are INTEGER microseconds since 1970-01-01 UTC: they sort, take eight bytes in an index and
come back exactly as they were, which the hash of a signed note needs. Dates have no zone and are
ISO text. Numbers are never used again (AUTOINCREMENT), so that an old audit entry can't come to
speak of somebody else. Lists that will grow with the product (kinds of audit entry, grounds,
settings) have no CHECK; lists that a rule depends on do.
"""

from typing import Final

VERSION: Final = 10
APPLICATION_ID: Final = int.from_bytes(b"Case")

_CLIENTS: Final = (
    """
    CREATE TABLE client (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        case_number TEXT NOT NULL UNIQUE CHECK (length(case_number) > 0),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        used_name TEXT NOT NULL DEFAULT '' CHECK (length(used_name) <= 200),
        name_folded TEXT NOT NULL,
        pronouns TEXT NOT NULL DEFAULT '',
        birth_date TEXT CHECK (length(birth_date) = 10),
        status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
        opened_on TEXT NOT NULL CHECK (length(opened_on) = 10),
        closed_on TEXT CHECK (length(closed_on) = 10),
        minor INTEGER NOT NULL DEFAULT 0 CHECK (minor IN (0, 1)),
        part2_records INTEGER NOT NULL DEFAULT 0 CHECK (part2_records IN (0, 1)),
        paid_in_full INTEGER NOT NULL DEFAULT 0 CHECK (paid_in_full IN (0, 1)),
        legal_hold INTEGER NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
        no_records_election INTEGER NOT NULL DEFAULT 0 CHECK (no_records_election IN (0, 1)),
        last_met_at_utc INTEGER,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        created_at_utc INTEGER NOT NULL,
        changed_at_utc INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX client_by_last_met ON client (last_met_at_utc DESC, name_folded)",
    """
    CREATE INDEX client_by_status_and_last_met
    ON client (status, last_met_at_utc DESC, name_folded)
    """,
    """
    CREATE TABLE reach (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 1),
        kind TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'address')),
        value TEXT NOT NULL CHECK (length(value) > 0),
        label TEXT NOT NULL DEFAULT '',
        voicemail_ok INTEGER NOT NULL DEFAULT 0 CHECK (voicemail_ok IN (0, 1)),
        text_ok INTEGER NOT NULL DEFAULT 0 CHECK (text_ok IN (0, 1)),
        mail_ok INTEGER NOT NULL DEFAULT 0 CHECK (mail_ok IN (0, 1)),
        code_name TEXT NOT NULL DEFAULT '',
        UNIQUE (client_id, position)
    ) STRICT
    """,
    """
    CREATE TABLE emergency_contact (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 1),
        name TEXT NOT NULL CHECK (length(name) > 0),
        relationship TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        UNIQUE (client_id, position)
    ) STRICT
    """,
)

_UNITS: Final = (
    """
    CREATE TABLE unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('individual', 'couple', 'family', 'group')),
        name TEXT NOT NULL DEFAULT '',
        opened_on TEXT NOT NULL CHECK (length(opened_on) = 10),
        closed_on TEXT CHECK (length(closed_on) = 10)
    ) STRICT
    """,
    """
    CREATE TABLE unit_member (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        unit_id INTEGER NOT NULL REFERENCES unit (id),
        position INTEGER NOT NULL CHECK (position >= 1),
        client_id INTEGER REFERENCES client (id),
        name TEXT NOT NULL DEFAULT '',
        role TEXT NOT NULL DEFAULT '',
        joined_on TEXT CHECK (length(joined_on) = 10),
        left_on TEXT CHECK (length(left_on) = 10),
        UNIQUE (unit_id, position),
        CHECK (client_id IS NOT NULL OR length(name) > 0)
    ) STRICT
    """,
    """
    CREATE INDEX unit_member_by_client ON unit_member (client_id, unit_id)
    WHERE client_id IS NOT NULL
    """,
    """
    CREATE TABLE meeting (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        unit_id INTEGER NOT NULL REFERENCES unit (id),
        number INTEGER NOT NULL CHECK (number >= 1),
        starts_at_utc INTEGER NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
        form TEXT NOT NULL CHECK (form IN ('in_person', 'video', 'phone')),
        place TEXT NOT NULL DEFAULT '',
        UNIQUE (unit_id, number)
    ) STRICT
    """,
    "CREATE INDEX meeting_by_start ON meeting (starts_at_utc)",
    "CREATE INDEX meeting_by_unit_and_start ON meeting (unit_id, starts_at_utc)",
    """
    CREATE TABLE attendance (
        meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
        member_id INTEGER NOT NULL REFERENCES unit_member (id),
        PRIMARY KEY (meeting_id, member_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX attendance_by_member ON attendance (member_id)",
)

_NOTES: Final = (
    """
    CREATE TABLE note (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        unit_id INTEGER NOT NULL REFERENCES unit (id),
        meeting_id INTEGER REFERENCES meeting (id),
        amends INTEGER REFERENCES note (id),
        type TEXT NOT NULL CHECK (type IN (
            'progress', 'intake', 'phone_contact', 'risk_assessment', 'safety_plan',
            'treatment_plan', 'discharge', 'letter', 'free', 'addendum'
        )),
        template TEXT NOT NULL CHECK (template IN (
            'soap', 'dap', 'birp', 'girp', 'free', 'amendment', 'risk', 'safety_plan',
            'treatment_plan', 'discharge', 'letter'
        )),
        state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'signed')),
        happened_at_utc INTEGER NOT NULL,
        created_at_utc INTEGER NOT NULL,
        changed_at_utc INTEGER NOT NULL,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        signed_at_utc INTEGER,
        signed_by TEXT,
        sha256 TEXT CHECK (length(sha256) = 64),
        CHECK ((type = 'addendum') = (amends IS NOT NULL)),
        CHECK ((state = 'signed') = (signed_at_utc IS NOT NULL)),
        CHECK ((state = 'signed') = (signed_by IS NOT NULL)),
        CHECK ((state = 'signed') = (sha256 IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX note_by_unit_and_time ON note (unit_id, happened_at_utc)",
    "CREATE INDEX note_by_meeting ON note (meeting_id) WHERE meeting_id IS NOT NULL",
    "CREATE INDEX note_by_amended ON note (amends, id) WHERE amends IS NOT NULL",
    "CREATE INDEX note_draft_by_time ON note (happened_at_utc) WHERE state = 'draft'",
    """
    CREATE TABLE passage (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 1),
        section TEXT NOT NULL CHECK (section IN (
            'subjective', 'objective', 'data', 'behavior', 'goal', 'intervention', 'response',
            'assessment', 'plan', 'text', 'correction', 'addition', 'observed_risk',
            'raises_risk', 'protects', 'risk_judgment', 'risk_actions', 'warning_signs',
            'own_ways', 'distractions', 'helpers', 'professionals',
            'safer_place', 'problems', 'goals', 'objectives', 'steps',
            'reason_for_ending', 'course', 'standing', 'aftercare', 'addressee', 'subject', 'body'
        )),
        text TEXT NOT NULL CHECK (length(text) <= 2000000),
        about_kind TEXT NOT NULL CHECK (about_kind IN (
            'untagged', 'all', 'members', 'third_person'
        )),
        third_person TEXT NOT NULL DEFAULT '',
        said_by INTEGER REFERENCES unit_member (id),
        in_confidence INTEGER NOT NULL DEFAULT 0 CHECK (in_confidence IN (0, 1)),
        UNIQUE (note_id, position)
    ) STRICT
    """,
    "CREATE INDEX passage_by_speaker ON passage (said_by) WHERE said_by IS NOT NULL",
    """
    CREATE TABLE passage_about (
        passage_id INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
        member_id INTEGER NOT NULL REFERENCES unit_member (id),
        PRIMARY KEY (passage_id, member_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX passage_about_by_member ON passage_about (member_id)",
    """
    CREATE TABLE note_draft (
        note_id INTEGER PRIMARY KEY REFERENCES note (id) ON DELETE CASCADE,
        body TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version >= 1),
        saved_at_utc INTEGER NOT NULL
    ) STRICT
    """,
)

_SEARCH: Final = (
    # Every further length of prefix is as many words again to delete securely at each settling;
    # beginnings of three letters and more are few enough words to be merged when asked for.
    """
    CREATE VIRTUAL TABLE passage_fts USING fts5 (
        text,
        content = 'passage',
        content_rowid = 'id',
        prefix = '2',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    # Without it, words that were deleted stay readable in the index's segments.
    "INSERT INTO passage_fts (passage_fts, rank) VALUES ('secure-delete', 1)",
    # Deleting securely rewrites a leaf of the index for each word: small leaves halve its cost.
    "INSERT INTO passage_fts (passage_fts, rank) VALUES ('pgsz', 512)",
    """
    CREATE TRIGGER passage_fts_insert AFTER INSERT ON passage BEGIN
        INSERT INTO passage_fts (rowid, text) VALUES (NEW.id, NEW.text);
    END
    """,
    """
    CREATE TRIGGER passage_fts_delete AFTER DELETE ON passage BEGIN
        INSERT INTO passage_fts (passage_fts, rowid, text) VALUES ('delete', OLD.id, OLD.text);
    END
    """,
    """
    CREATE TRIGGER passage_fts_update AFTER UPDATE OF id, text ON passage
    WHEN OLD.id IS NOT NEW.id OR OLD.text IS NOT NEW.text
    BEGIN
        INSERT INTO passage_fts (passage_fts, rowid, text) VALUES ('delete', OLD.id, OLD.text);
        INSERT INTO passage_fts (rowid, text) VALUES (NEW.id, NEW.text);
    END
    """,
)

_SIGNED: Final = (
    """
    CREATE TRIGGER note_signed_update BEFORE UPDATE ON note WHEN OLD.state = 'signed' BEGIN
        SELECT RAISE(ABORT, 'a signed note never changes');
    END
    """,
    """
    CREATE TRIGGER note_signed_delete BEFORE DELETE ON note WHEN OLD.state = 'signed' BEGIN
        SELECT RAISE(ABORT, 'a signed note stays');
    END
    """,
    """
    CREATE TRIGGER note_sign_settled BEFORE UPDATE OF state ON note
    WHEN NEW.state = 'signed' AND EXISTS (SELECT 1 FROM note_draft WHERE note_id = OLD.id)
    BEGIN
        SELECT RAISE(ABORT, 'draft text lies outside the note');
    END
    """,
    """
    CREATE TRIGGER note_draft_signed_insert BEFORE INSERT ON note_draft
    WHEN (SELECT state FROM note WHERE id = NEW.note_id) = 'signed'
    BEGIN
        SELECT RAISE(ABORT, 'a signed note has no draft');
    END
    """,
    """
    CREATE TRIGGER passage_signed_insert BEFORE INSERT ON passage
    WHEN (SELECT state FROM note WHERE id = NEW.note_id) = 'signed'
    BEGIN
        SELECT RAISE(ABORT, 'a signed note never changes');
    END
    """,
    """
    CREATE TRIGGER passage_signed_update BEFORE UPDATE ON passage
    WHEN EXISTS (
        SELECT 1 FROM note WHERE id IN (OLD.note_id, NEW.note_id) AND state = 'signed'
    )
    BEGIN
        SELECT RAISE(ABORT, 'a signed note never changes');
    END
    """,
    """
    CREATE TRIGGER passage_signed_delete BEFORE DELETE ON passage
    WHEN (SELECT state FROM note WHERE id = OLD.note_id) = 'signed'
    BEGIN
        SELECT RAISE(ABORT, 'a signed note never changes');
    END
    """,
    """
    CREATE TRIGGER passage_about_signed_insert BEFORE INSERT ON passage_about
    WHEN EXISTS (
        SELECT 1 FROM passage JOIN note ON note.id = passage.note_id
        WHERE passage.id = NEW.passage_id AND note.state = 'signed'
    )
    BEGIN
        SELECT RAISE(ABORT, 'a signed note never changes');
    END
    """,
    """
    CREATE TRIGGER passage_about_signed_update BEFORE UPDATE ON passage_about
    WHEN EXISTS (
        SELECT 1 FROM passage JOIN note ON note.id = passage.note_id
        WHERE passage.id IN (OLD.passage_id, NEW.passage_id) AND note.state = 'signed'
    )
    BEGIN
        SELECT RAISE(ABORT, 'a signed note never changes');
    END
    """,
    """
    CREATE TRIGGER passage_about_signed_delete BEFORE DELETE ON passage_about
    WHEN EXISTS (
        SELECT 1 FROM passage JOIN note ON note.id = passage.note_id
        WHERE passage.id = OLD.passage_id AND note.state = 'signed'
    )
    BEGIN
        SELECT RAISE(ABORT, 'a signed note never changes');
    END
    """,
)

_LAST_MET: Final = (
    """
    CREATE TRIGGER client_met AFTER INSERT ON meeting BEGIN
        UPDATE client SET last_met_at_utc = max(
            coalesce(last_met_at_utc, NEW.starts_at_utc), NEW.starts_at_utc
        )
        WHERE id IN (SELECT client_id FROM unit_member WHERE unit_id = NEW.unit_id);
    END
    """,
    """
    CREATE TRIGGER client_noted AFTER INSERT ON note WHEN NEW.amends IS NULL BEGIN
        UPDATE client SET last_met_at_utc = max(
            coalesce(last_met_at_utc, NEW.happened_at_utc), NEW.happened_at_utc
        )
        WHERE id IN (SELECT client_id FROM unit_member WHERE unit_id = NEW.unit_id);
    END
    """,
    """
    CREATE TRIGGER client_note_removed AFTER DELETE ON note WHEN OLD.amends IS NULL BEGIN
        UPDATE client SET last_met_at_utc = (
            SELECT max(at_utc) FROM (
                SELECT max(meeting.starts_at_utc) AS at_utc
                FROM unit_member JOIN meeting USING (unit_id)
                WHERE unit_member.client_id = client.id
                UNION ALL
                SELECT max(note.happened_at_utc)
                FROM unit_member JOIN note USING (unit_id)
                WHERE unit_member.client_id = client.id AND note.amends IS NULL
            )
        )
        WHERE id IN (SELECT client_id FROM unit_member WHERE unit_id = OLD.unit_id);
    END
    """,
)

_RELEASES: Final = (
    """
    CREATE TABLE request (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN (
            'access', 'amendment', 'accounting', 'restriction', 'third_party', 'payer',
            'subpoena', 'court_order', 'other'
        )),
        client_id INTEGER NOT NULL REFERENCES client (id),
        received_on TEXT NOT NULL CHECK (length(received_on) = 10),
        asked_how TEXT NOT NULL CHECK (length(asked_how) > 0),
        identity TEXT NOT NULL CHECK (length(identity) > 0),
        due_on TEXT CHECK (length(due_on) = 10),
        decision TEXT CHECK (decision IN ('given', 'given_in_part', 'denied', 'withdrawn')),
        closed_at_utc INTEGER,
        CHECK ((decision IS NULL) = (closed_at_utc IS NULL))
    ) STRICT
    """,
    "CREATE INDEX request_by_client ON request (client_id)",
    "CREATE INDEX request_open_by_due ON request (due_on, id) WHERE decision IS NULL",
    """
    CREATE TABLE release (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        request_id INTEGER NOT NULL REFERENCES request (id),
        client_id INTEGER NOT NULL REFERENCES client (id),
        chooses_notes INTEGER NOT NULL DEFAULT 0 CHECK (chooses_notes IN (0, 1)),
        started_at_utc INTEGER NOT NULL,
        handed_over_at_utc INTEGER
    ) STRICT
    """,
    "CREATE INDEX release_by_request ON release (request_id)",
    "CREATE INDEX release_by_client ON release (client_id)",
    """
    CREATE INDEX release_open_by_start ON release (started_at_utc)
    WHERE handed_over_at_utc IS NULL
    """,
    """
    CREATE TABLE release_note (
        release_id INTEGER NOT NULL REFERENCES release (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 1),
        note_id INTEGER NOT NULL REFERENCES note (id),
        PRIMARY KEY (release_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX release_note_by_note ON release_note (note_id)",
)

# A disclosure by word of mouth has no release, hash, size or pages.
_DISCLOSURES: Final = (
    """
    CREATE TABLE disclosure (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        release_id INTEGER REFERENCES release (id),
        client_id INTEGER NOT NULL REFERENCES client (id),
        at_utc INTEGER NOT NULL,
        recipient TEXT NOT NULL CHECK (length(recipient) > 0),
        recipient_role TEXT NOT NULL CHECK (length(recipient_role) > 0),
        ground TEXT NOT NULL CHECK (length(ground) > 0),
        purpose TEXT NOT NULL,
        description TEXT NOT NULL,
        sha256 TEXT CHECK (length(sha256) = 64),
        size INTEGER CHECK (size >= 0),
        pages INTEGER CHECK (pages >= 0),
        in_accounting INTEGER NOT NULL CHECK (in_accounting IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX disclosure_by_client ON disclosure (client_id, at_utc)",
    """
    CREATE INDEX disclosure_by_release ON disclosure (release_id)
    WHERE release_id IS NOT NULL
    """,
    """
    CREATE TABLE disclosure_note (
        disclosure_id INTEGER NOT NULL REFERENCES disclosure (id),
        position INTEGER NOT NULL CHECK (position >= 1),
        note_id INTEGER NOT NULL REFERENCES note (id),
        PRIMARY KEY (disclosure_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX disclosure_note_by_note ON disclosure_note (note_id)",
    """
    CREATE TABLE disclosure_delivery (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        disclosure_id INTEGER NOT NULL REFERENCES disclosure (id),
        outcome TEXT NOT NULL CHECK (length(outcome) > 0),
        at_utc INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE INDEX disclosure_delivery_by_disclosure
    ON disclosure_delivery (disclosure_id, id)
    """,
)

_PRACTICE: Final = (
    """
    CREATE TABLE profile (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        name TEXT NOT NULL,
        credential TEXT NOT NULL,
        practice TEXT NOT NULL,
        licence_number TEXT NOT NULL,
        state TEXT NOT NULL,
        phone TEXT NOT NULL,
        address TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE setting (
        name TEXT PRIMARY KEY CHECK (length(name) > 0),
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE place (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        screen TEXT NOT NULL,
        client_id INTEGER REFERENCES client (id) ON DELETE SET NULL,
        tab TEXT NOT NULL,
        note_id INTEGER REFERENCES note (id) ON DELETE SET NULL,
        field TEXT NOT NULL,
        cursor INTEGER NOT NULL,
        anchor INTEGER NOT NULL,
        scroll INTEGER NOT NULL,
        release_id INTEGER REFERENCES release (id) ON DELETE SET NULL
    ) STRICT
    """,
)

_AUDIT: Final = (
    """
    CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        epoch INTEGER NOT NULL CHECK (epoch >= 1),
        at_utc INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (length(kind) > 0),
        subject TEXT NOT NULL,
        detail_hash BLOB NOT NULL CHECK (length(detail_hash) = 32),
        prev BLOB NOT NULL CHECK (length(prev) = 32),
        mac BLOB NOT NULL CHECK (length(mac) = 32)
    ) STRICT
    """,
    # Asked for at each unlock, among any number of entries.
    "CREATE INDEX audit_by_day ON audit (seq) WHERE kind = 'day'",
    """
    CREATE TABLE audit_detail (
        seq INTEGER PRIMARY KEY REFERENCES audit (seq),
        detail TEXT NOT NULL CHECK (length(detail) > 0)
    ) STRICT
    """,
    """
    CREATE TRIGGER audit_insert BEFORE INSERT ON audit
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
    BEGIN
        SELECT RAISE(ABORT, 'the audit trail has no gaps');
    END
    """,
    """
    CREATE TABLE counter (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        writes INTEGER NOT NULL CHECK (writes >= 0)
    ) STRICT
    """,
    "INSERT INTO counter (id, writes) VALUES (1, 0)",
    """
    CREATE TRIGGER counter_update BEFORE UPDATE ON counter WHEN NEW.writes <= OLD.writes BEGIN
        SELECT RAISE(ABORT, 'the counter only grows');
    END
    """,
    """
    CREATE TRIGGER counter_delete BEFORE DELETE ON counter BEGIN
        SELECT RAISE(ABORT, 'the counter only grows');
    END
    """,
)

_APPEND_ONLY: Final = tuple(
    f"""
    CREATE TRIGGER {table}_{verb} BEFORE {verb.upper()} ON {table} BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END
    """
    for table in ("audit", "audit_detail", "disclosure", "disclosure_note", "disclosure_delivery")
    for verb in ("update", "delete")
)

STATEMENTS: Final = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    *_CLIENTS,
    *_UNITS,
    *_NOTES,
    *_SEARCH,
    *_SIGNED,
    *_LAST_MET,
    *_RELEASES,
    *_DISCLOSURES,
    *_PRACTICE,
    *_AUDIT,
    *_APPEND_ONLY,
)
