"""How long until the unlock window stands on the screen."""

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tools.bench.cases import Must, case
from tools.bench.disk import drop_caches
from tools.bench.driven import ROOT
from tools.bench.sample_vaults import sample_vault
from tools.bench.screen import screen
from tools.bench.starts import first_paint_ms

BARE = Path(__file__).parent / "bare_window.py"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
VAULT_NOTES = 5_000

Environment = Mapping[str, str]


def _bare(environment: Environment) -> float:
    return first_paint_ms(BARE, environment=environment)


def _unlock_window(environment: Environment) -> float:
    vault = str(sample_vault(VAULT_NOTES).folder)
    return first_paint_ms(ROOT / "main.py", "--vault", vault, environment=environment)


def _cold(start: Callable[[Environment], float]) -> Callable[[Environment], float]:
    def started(environment: Environment) -> float:
        drop_caches()
        return start(environment)

    return started


@contextlib.contextmanager
def _on(platform: str) -> Iterator[Environment]:
    sample_vault(VAULT_NOTES)
    yield screen("real").environment if platform == "xcb" else OFFSCREEN


for _platform in ("offscreen", "xcb"):
    _where = functools.partial(_on, _platform)
    case(
        f"start to the painted unlock window, warm disk, {_platform}",
        must=[Must("median", 350)],
        setup=_where,
        floor=_bare,
    )(_unlock_window)
    case(
        f"start to the painted unlock window, cold disk, {_platform}",
        repeats=5,
        warmups=0,
        must=[Must("median", 600)],
        setup=_where,
        floor=_cold(_bare),
    )(_cold(_unlock_window))
