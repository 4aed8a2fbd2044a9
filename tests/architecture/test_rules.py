"""The tree keeps every rule, and every rule catches what it is there for."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.architecture import rules

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]

# A file that may be longer than 400 lines, with the reason why it is not two.
LONGER = {
    "storage/migrations/m0010_first.py": "a schema is one migration, and a migration is one file",
    "tests/storage/test_migrations.py": "literal rows of every table, which reference each other",
}


@dataclass(frozen=True)
class Rule:
    """A rule, where it holds, and what it does and does not catch, as (path, source)."""

    check: Callable[[str, ast.Module], list[str]]
    holds_in: tuple[str, ...]
    caught: tuple[tuple[str, str], ...]
    passed: tuple[tuple[str, str], ...]
    but_not_in: tuple[str, ...] = ()


ROOMS = ("vault", "storage", "ui", "resources", "main.py")
EVERYWHERE = (*ROOMS, "tests", "tools")
RULES = (
    Rule(
        rules.vague_name,
        EVERYWHERE,
        caught=(("ui/utils.py", ""), ("vault/common/x.py", ""), ("ui/window_manager.py", "")),
        passed=(("vault/clients.py", ""), ("ui/notes/view.py", "")),
    ),
    Rule(
        rules.colour_literal,
        ("ui", "resources", "main.py"),
        caught=(
            ("ui/x.py", "STYLE = 'color: #1D5C58;'"),
            ("ui/x.py", "s = f'background: #fff; {x}'"),
            ("ui/x.py", "QColor('red')"),
            ("ui/x.py", "QColor(1, 2, 3)"),
            ("ui/x.py", "s = 'color: rgba(0, 0, 0, 20%)'"),
        ),
        passed=(
            ("resources/tokens.py", "PAPER = '#F7F6F3'"),
            ("ui/x.py", "QColor(tokens.paper)"),
            ("ui/x.py", "s = 'QWidget#sidebar'  # not #fff"),
        ),
    ),
    Rule(
        rules.visible_sentence,
        ("ui",),
        caught=(
            ("ui/x.py", "label.setText('Locked')"),
            ("ui/x.py", "QPushButton('Unlock', parent)"),
            ("ui/x.py", "button.setToolTip(f'Due {date}')"),
            ("ui/x.py", "form.addRow('Passphrase', field)"),
            ("ui/x.py", "QLabel(text='Locked')"),
            ("ui/x.py", "box.addItems(['Day', 'Night'])"),
            ("ui/x.py", "self.tr('Locked')"),
        ),
        passed=(
            ("ui/x.py", "label.setText(strings.LOCKED)"),
            ("ui/x.py", "label.setText('')"),
            ("ui/x.py", "label.setText(f'{hours}:{minutes}')"),
            ("ui/x.py", "label.setObjectName('title')"),
        ),
        but_not_in=("ui/strings",),
    ),
    Rule(
        rules.session_identifier,
        ("vault", "storage"),
        caught=(
            ("vault/sessions.py", ""),
            ("vault/x.py", "def start_session(): ..."),
            ("vault/x.py", "class SessionNote: ..."),
            ("storage/x.py", "def f(session_id): ..."),
            ("storage/x.py", "note.session = 1"),
        ),
        passed=(("vault/x.py", "meeting = 1  # on screen: session\nTEXT = 'session'"),),
    ),
    Rule(
        rules.nested_event_loop,
        ("ui",),
        caught=(
            ("ui/x.py", "dialog.exec()"),
            ("ui/x.py", "QMenu(self).exec_(where)"),
            ("ui/x.py", "self.loop.exec()"),
        ),
        passed=(("ui/x.py", "dialog.open()"), ("ui/app.py", "QApplication.exec()")),
    ),
    Rule(
        rules.executescript,
        ("storage", "tools"),
        caught=(("storage/x.py", "db.executescript('CREATE TABLE a (b); ')"),),
        passed=(("storage/x.py", "db.execute('CREATE TABLE a (b)')"),),
    ),
    Rule(
        rules.plain_sqlite,
        ROOMS,
        caught=(
            ("storage/x.py", "import sqlite3"),
            ("storage/x.py", "def f():\n    from sqlite3.dbapi2 import Row"),
        ),
        passed=(("storage/x.py", "import sqlcipher3"),),
    ),
    Rule(
        rules.vault_import,
        ("vault",),
        caught=(
            ("vault/x.py", "import threading"),
            ("vault/x.py", "import argon2"),
            ("vault/x.py", "from PySide6.QtCore import QObject"),
            ("vault/x.py", "def f():\n    import zxcvbn"),
            ("vault/x.py", "from storage import notes"),
        ),
        passed=(
            ("vault/keys.py", "from cryptography.hazmat.primitives import hashes"),
            ("vault/passphrases.py", "import zxcvbn"),
            ("vault/x.py", "import json\nfrom vault.errors import WrongPassphrase"),
            ("vault/x.py", "from resources import packs"),
        ),
    ),
    Rule(
        rules.vault_file_access,
        ("vault",),
        caught=(("vault/x.py", "open(path)"), ("vault/x.py", "path.write_text('x')")),
        passed=(("vault/x.py", "drawer.opened()"),),
    ),
)
BY_NAME = {rule.check.__name__: rule for rule in RULES}


def files(*places: str) -> list[str]:
    """Returns the paths of the files in some folders of the tree, or of files named outright."""
    tops = [ROOT / place for place in places]
    found = [path for top in tops for path in (top.rglob("*") if top.is_dir() else [top])]
    return sorted(
        path.relative_to(ROOT).as_posix()
        for path in found
        if path.is_file() and path.parent.name != "__pycache__"
    )


@pytest.mark.parametrize("name", BY_NAME)
def test_the_tree_keeps_the_rule(name: str) -> None:
    rule = BY_NAME[name]
    violations: list[str] = []
    for path in files(*rule.holds_in):
        if path.endswith(".py") and not path.startswith(rule.but_not_in):
            violations += rule.check(path, ast.parse((ROOT / path).read_text("utf-8")))
    assert violations == []


@pytest.mark.parametrize(
    ("name", "path", "source"), [(n, *case) for n, rule in BY_NAME.items() for case in rule.caught]
)
def test_a_planted_violation_is_caught(name: str, path: str, source: str) -> None:
    assert BY_NAME[name].check(path, ast.parse(source))


@pytest.mark.parametrize(
    ("name", "path", "source"), [(n, *case) for n, rule in BY_NAME.items() for case in rule.passed]
)
def test_what_the_rule_allows_passes(name: str, path: str, source: str) -> None:
    assert BY_NAME[name].check(path, ast.parse(source)) == []


def test_no_file_is_over_400_lines_without_a_reason() -> None:
    python = [path for path in files(*EVERYWHERE) if path.endswith(".py")]
    lengths = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in python}
    assert rules.too_long(lengths, LONGER) == []


def test_the_front_door_stays_under_120_lines() -> None:
    assert len((ROOT / "main.py").read_text("utf-8").splitlines()) < 120


def test_a_long_file_and_a_stale_reason_are_caught() -> None:
    lengths = {"a.py": 401, "b.py": 400, "c.py": 500}
    reasons = {"b.py": "was long", "c.py": "one table", "gone.py": "moved away"}
    assert rules.too_long(lengths, reasons) == [
        "a.py: 401 lines",
        "b.py: needs no reason any more",
        "gone.py: needs no reason any more",
    ]


def test_every_icon_and_font_has_its_licence() -> None:
    assert rules.unlicensed(files("resources")) == []


def test_an_icon_without_a_licence_is_caught() -> None:
    fonts, icons = ["resources/fonts/Inter-Bold.ttf"], ["resources/icons/lock.svg"]
    inter, lucide = "resources/licences/Inter-OFL.txt", "resources/licences/Lucide-ISC.txt"
    drawn = ["resources/icons/own/oak.svg"]
    assert rules.unlicensed([*fonts, *icons, inter, lucide]) == []
    assert rules.unlicensed([*fonts, *icons, inter]) == icons
    assert rules.unlicensed([*fonts, *drawn, lucide]) == fonts + drawn


def test_the_style_sheets_name_no_colour() -> None:
    sheets = [path for path in files("resources", "ui") if path.endswith(".qss")]
    assert [s for s in sheets if rules.COLOUR.search((ROOT / s).read_text("utf-8"))] == []


def test_the_locks_name_no_host() -> None:
    locks = files("requirements")
    assert locks
    assert [lock for lock in locks if "://" in (ROOT / lock).read_text("utf-8")] == []


def test_every_locked_package_is_explained() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    assert rules.unexplained((ROOT / "requirements" / "dev.txt").read_text("utf-8"), page) == []


def test_a_package_that_nobody_explained_is_caught() -> None:
    lock = "apsw==3.5 \\\n    --hash=sha256:00\nsegno==1.6.6 \\\n"
    assert rules.unexplained(lock, "| segno | 0.6 | BSD |") == ["apsw"]
