"""Makes every test strict: no real home, no unexpected message, nothing left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.harness.isolation import move_in
from tests.harness.leaks import LeakWatch
from tests.harness.messages import Messages, tap_logging, tap_qt

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

# The suite tries the same examples everywhere, so that a red run is about the change at hand;
# the soak explores. No deadline in either: how long an example takes is the machine's affair.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2000, print_blob=True)
hypothesis.settings.load_profile("suite")

_failed = pytest.StashKey[bool]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Moves the process into a home of its own before Qt or a test looks at the environment."""
    config.add_cleanup(move_in())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remembers a failure: the traceback keeps the test's objects alive, which is no leak."""
    report = yield
    if report.failed:
        item.stash[_failed] = True
    return report


@pytest.fixture(autouse=True)
def messages(request: pytest.FixtureRequest) -> Iterator[Messages]:
    """Fails a test that logs from WARNING up, or makes Qt speak, unless it expected the words."""
    heard = Messages()
    stops = [tap_logging(heard), tap_qt(heard)]
    yield heard
    for stop in stops:
        stop()
    _fail(request, "messages", heard.complaints())


@pytest.fixture(autouse=True)
def no_leaks(messages: Messages, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a thread, an active Qt timer or thread, or a window behind."""
    watch = LeakWatch()
    yield
    _fail(request, "left behind", watch.close())


def _fail(request: pytest.FixtureRequest, what: str, lines: list[str]) -> None:
    if lines and not request.node.stash.get(_failed, False):
        pytest.fail(f"{what}:\n" + "\n".join(lines), pytrace=False)
