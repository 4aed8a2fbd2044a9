"""The house rules that no linter knows, each a pure function from a file to its violations."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_LINES = 400

VAGUE_NAMES = re.compile(r"^(common|helpers?|managers?|utils?)$|_(helpers?|managers?|utils?)$")

COLOUR = re.compile(
    r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|\b(?:rgb|hsl|hsv)a?\(", re.IGNORECASE
)

SHOWN_BY = {
    "QAction",
    "QCheckBox",
    "QCommandLinkButton",
    "QDockWidget",
    "QGroupBox",
    "QLabel",
    "QMenu",
    "QPushButton",
    "QRadioButton",
    "addAction",
    "addItem",
    "addItems",
    "addMenu",
    "addRow",
    "addTab",
    "insertItem",
    "setAccessibleDescription",
    "setAccessibleName",
    "setDetailedText",
    "setHeaderLabels",
    "setHtml",
    "setInformativeText",
    "setItemText",
    "setLabelText",
    "setMarkdown",
    "setPlaceholderText",
    "setPlainText",
    "setStatusTip",
    "setSubTitle",
    "setTabText",
    "setText",
    "setTitle",
    "setToolTip",
    "setWhatsThis",
    "setWindowTitle",
    "showMessage",
    "tr",
    "translate",
}

VAULT_MAY_IMPORT = {
    "vault/keys.py": {"argon2", "cryptography"},
    "vault/passphrases.py": {"zxcvbn"},
    "vault/spelling.py": {"rapidfuzz"},
}
VAULT_NEVER = {
    "asyncio", "http", "multiprocessing", "sched", "shutil", "socket", "subprocess", "tempfile",
    "threading", "urllib",
}  # fmt: skip
OURS = {"resources", "storage", "ui", "vault"}

NEEDS_LICENCE = {".otf", ".svg", ".ttf", ".woff", ".woff2"}
ICONS_BY = {"resources/icons": "Lucide"}


def too_long(lengths: Mapping[str, int], reasons: Mapping[str, str]) -> list[str]:
    """Names every file over 400 lines without a reason, and every reason no longer needed."""
    return [
        f"{path}: {lines} lines"
        for path, lines in lengths.items()
        if lines > MAX_LINES and not reasons.get(path)
    ] + [
        f"{path}: needs no reason any more" for path in reasons if lengths.get(path, 0) <= MAX_LINES
    ]


def unlicensed(paths: Iterable[str]) -> list[str]:
    """Names every icon and font under resources whose maker's licence is not beside it.

    A font's maker is the first word of its file, an icon's is known by its folder; the licence
    is resources/licences/<maker>-<licence>.txt.
    """
    everything = [PurePosixPath(path) for path in paths]
    makers = {p.name.partition("-")[0] for p in everything if p.parent.name == "licences"}
    return [
        str(path)
        for path in everything
        if path.suffix in NEEDS_LICENCE
        and ICONS_BY.get(str(path.parent), path.stem.partition("-")[0]) not in makers
    ]


def unexplained(lock: str, page: str) -> list[str]:
    """Names every package of a lock file that has no row of its own on the dependencies page."""
    names = re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)
    return [name for name in names if f"| {name} |" not in page]


def vague_name(path: str, _tree: ast.Module) -> list[str]:
    """A module is named after a noun of the house, never after what it vaguely does."""
    parts = PurePosixPath(path).with_suffix("").parts
    return [f"{path}: {part}" for part in parts if VAGUE_NAMES.search(part)]


def colour_literal(path: str, tree: ast.Module) -> list[str]:
    """A colour is written down in the tokens and nowhere else."""
    if PurePosixPath(path).stem == "tokens":
        return []
    in_text = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and COLOUR.search(node.value)
    ]
    made = [
        call
        for call in _calls(tree)
        if _name(call.func) in {"QColor", "fromRgb"} and _literals([*call.args])
    ]
    return _at(path, [*in_text, *made])


def visible_sentence(path: str, tree: ast.Module) -> list[str]:
    """A sentence that a user sees is written down in ui/strings and nowhere else."""
    return _at(
        path,
        [
            call
            for call in _calls(tree)
            if _name(call.func) in SHOWN_BY
            and any(
                re.search(r"[^\W\d_]{2}", text)
                for text in _literals([*call.args, *(k.value for k in call.keywords)])
                if isinstance(text, str)
            )
        ],
    )


def session_identifier(path: str, tree: ast.Module) -> list[str]:
    """The counselor's session is a `meeting` in code, and the unlocked state the `lifecycle`."""
    names = [PurePosixPath(path).stem, *(name for node in ast.walk(tree) for name in _names(node))]
    return [f"{path}: {name}" for name in names if re.search("session", name, re.IGNORECASE)]


def nested_event_loop(path: str, tree: ast.Module) -> list[str]:
    """No dialog or menu runs an event loop of its own; QApplication.exec() is the only one."""
    return _at(
        path,
        [
            call
            for call in _calls(tree)
            if isinstance(call.func, ast.Attribute)
            and call.func.attr in {"exec", "exec_"}
            and not _name(call.func.value).endswith("Application")
        ],
    )


def executescript(path: str, tree: ast.Module) -> list[str]:
    """`executescript` commits whatever transaction it meets, so nobody calls it."""
    return _at(path, [c for c in _calls(tree) if _name(c.func) == "executescript"])


def plain_sqlite(path: str, tree: ast.Module) -> list[str]:
    """A vault is never opened by a library that would write it in clear."""
    return [f"{path}: {module}" for module in _imports(tree) if module == "sqlite3"]


def vault_import(path: str, tree: ast.Module) -> list[str]:
    """vault/ stands on the standard library and resources/, without files, threads or network."""
    allowed = {"vault", "resources", *VAULT_MAY_IMPORT.get(path, ())}
    allowed |= set(sys.stdlib_module_names) - VAULT_NEVER
    return [f"{path}: {module}" for module in _imports(tree) if module not in allowed]


def vault_file_access(path: str, tree: ast.Module) -> list[str]:
    """vault/ opens no file; storage/ does."""
    doors = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}
    return _at(path, [call for call in _calls(tree) if _name(call.func) in doors])


def _calls(tree: ast.Module) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _names(node: ast.AST) -> Iterator[str]:
    for field in ("id", "attr", "arg", "name", "asname"):
        if isinstance(value := getattr(node, field, None), str):
            yield value


def _literals(nodes: Iterable[ast.expr]) -> list[object]:
    """Returns the constants written into some expressions, those inside f-strings included."""
    found: list[object] = []
    for node in nodes:
        if isinstance(node, ast.Constant):
            found.append(node.value)
        elif isinstance(node, ast.JoinedStr):
            found += [part.value for part in node.values if isinstance(part, ast.Constant)]
        elif isinstance(node, ast.List | ast.Tuple):
            found += _literals(node.elts)
    return found


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def _at(path: str, nodes: Iterable[ast.Constant | ast.Call]) -> list[str]:
    return [f"{path}:{node.lineno}" for node in nodes]
