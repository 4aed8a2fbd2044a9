from collections.abc import Callable
from pathlib import Path

import pytest

from storage.outbox import FileOutbox
from tests.fakes import FakeOutbox
from vault.ports import Outbox

Look = Callable[[Path], bytes | None]


@pytest.fixture(params=["fakes", "nameless files", "files beside"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[Outbox, Look]:
    """An outbox, and a look at what stands under a name."""
    if request.param == "files beside":
        monkeypatch.setattr("storage.outbox._NAMELESS", 0)
    if request.param == "fakes":
        fake = FakeOutbox()
        return fake, fake.files.get
    return FileOutbox(), lambda path: path.read_bytes() if path.exists() else None


class TestOutbox:
    def test_bytes_get_their_name_when_they_are_published(
        self, way: tuple[Outbox, Look], tmp_path: Path
    ) -> None:
        outbox, under = way
        staged = outbox.stage(tmp_path / "copy.pdf", b"sealed")
        assert under(tmp_path / "copy.pdf") is None
        staged.publish()
        assert under(tmp_path / "copy.pdf") == b"sealed"
        staged.discard()
        assert under(tmp_path / "copy.pdf") == b"sealed"

    def test_discarded_bytes_leave_nothing(self, way: tuple[Outbox, Look], tmp_path: Path) -> None:
        outbox, under = way
        staged = outbox.stage(tmp_path / "copy.pdf", b"sealed")
        staged.discard()
        staged.discard()
        assert under(tmp_path / "copy.pdf") is None
        assert list(tmp_path.iterdir()) == []

    def test_what_stood_under_the_name_is_replaced_only_then(
        self, way: tuple[Outbox, Look], tmp_path: Path
    ) -> None:
        outbox, under = way
        outbox.stage(tmp_path / "copy.pdf", b"old").publish()
        staged = outbox.stage(tmp_path / "copy.pdf", b"new")
        assert under(tmp_path / "copy.pdf") == b"old"
        staged.publish()
        assert under(tmp_path / "copy.pdf") == b"new"
