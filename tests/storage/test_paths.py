from pathlib import Path

import pytest

from storage.paths import default_vault, last_theme, last_vault, remember_theme, remember_vault


@pytest.fixture(autouse=True)
def config_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "casekeep"


def test_the_vault_that_was_open_last_is_opened_next(tmp_path: Path) -> None:
    assert last_vault() == default_vault()
    remember_vault(tmp_path / "vault é 夏")
    assert last_vault() == tmp_path / "vault é 夏"


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x80", b"/a\0b", b"vault\n/other"])
def test_a_note_of_the_last_vault_that_cannot_be_read_starts_nobodys_program_badly(
    config_home: Path, content: bytes
) -> None:
    config_home.mkdir()
    (config_home / "last-vault").write_bytes(content)
    assert last_vault() == default_vault()


def test_the_colours_that_were_pinned_last_are_known_before_a_vault_is_open(
    config_home: Path,
) -> None:
    assert last_theme() == ""
    remember_theme("dark")
    assert last_theme() == "dark"
    (config_home / "theme").write_bytes(b"\xff")
    assert last_theme() == ""


def test_a_folder_whose_name_is_no_text_is_not_remembered(tmp_path: Path) -> None:
    remember_vault(tmp_path / "first")
    remember_vault(tmp_path / "\udcff")
    assert last_vault() == tmp_path / "first"


def test_a_write_that_fails_leaves_the_vault_that_was_remembered(
    tmp_path: Path, config_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_vault(tmp_path / "first")

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "")

    monkeypatch.setattr("storage.files.sync", refuse)
    remember_vault(tmp_path / "second")
    assert last_vault() == tmp_path / "first"
    assert [each.name for each in config_home.iterdir()] == ["last-vault"]
