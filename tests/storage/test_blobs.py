"""Contents on a real disk: sealed, whole or refused, and never half there."""

import os
import secrets
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from storage.blob_reader import BlobReader
from storage.blobs import FileBlobs
from storage.outside import Outside
from storage.sealed_chunks import (
    CHUNK_BYTES,
    HEADER,
    ChunkSeal,
    chunks_of,
    open_key,
    sealed_place,
    sealed_size,
)
from tests.storage.shelf import CANARY, KEY, LARGE, files, opened, take_in
from vault.blobs import Blob
from vault.errors import (
    ContentDamaged,
    FaultError,
    FolderGone,
)
from vault.keys import SecretBytes


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 9 * CHUNK_BYTES]
)
def test_a_content_of_any_length_comes_back_as_it_was(blobs: FileBlobs, size: int) -> None:
    content = (bytes(range(251)) * (size // 251 + 1))[:size]
    blob = take_in(blobs, content)
    assert blob.size == size
    assert blobs.read(blob) == content


def test_a_content_is_sealed_as_the_format_says(blobs: FileBlobs, vault: Path) -> None:
    blob = take_in(blobs, LARGE)
    (path,) = files(vault)
    data = path.read_bytes()
    assert (path.name, len(data)) == (blob.id, sealed_size(len(LARGE)))
    about_key = b"casekeep 1 blob key\n" + bytes.fromhex(blob.id)
    key = AESGCM(KEY).decrypt(blob.sealed_key[:12], blob.sealed_key[12:], about_key)
    about = (
        b"casekeep 1 blob\n" + b"CASEBLOB\x00\x00\x00\x01\x00\x10\x00\x00" + bytes.fromhex(blob.id)
    )
    plain = b""
    for number in range(3):
        start = 16 + number * (CHUNK_BYTES + 16)
        nonce = number.to_bytes(11, "big") + (b"\x01" if number == 2 else b"\x00")
        plain += AESGCM(key).decrypt(nonce, data[start : start + CHUNK_BYTES + 16], about)
    assert plain == LARGE


def test_no_word_of_a_content_stands_in_any_file(blobs: FileBlobs, tmp_path: Path) -> None:
    take_in(blobs, LARGE)
    found = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert found
    assert not any(
        CANARY in one.read_bytes() or b"0123456789abcdef" in one.read_bytes() for one in found
    )


def test_files_are_for_their_owner_alone(blobs: FileBlobs, vault: Path) -> None:
    intake = blobs.intake(LARGE)
    (part,) = files(vault)
    assert part.stat().st_mode & 0o777 == 0o600
    while intake.step():
        pass
    intake.land()
    (path,) = files(vault)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_content_twice_is_sealed_differently(blobs: FileBlobs, vault: Path) -> None:
    take_in(blobs, LARGE)
    take_in(blobs, LARGE)
    first, second = (path.read_bytes()[16:] for path in files(vault))
    assert not {first[at : at + 64] for at in range(0, 4096, 64)} & {
        second[at : at + 64] for at in range(0, 4096, 64)
    }


@given(place=st.integers(0, sealed_size(len(LARGE)) - 1), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_is_found(
    sealed: tuple[bytes, Blob, Path], place: int, bit: int
) -> None:
    data, blob, path = sealed
    altered = bytearray(data)
    altered[place] ^= 1 << bit
    path.write_bytes(altered)
    with pytest.raises(ContentDamaged):
        read(path, blob)


@given(length=st.integers(0, sealed_size(len(LARGE)) - 1))
def test_a_truncated_content_is_found(sealed: tuple[bytes, Blob, Path], length: int) -> None:
    data, blob, path = sealed
    path.write_bytes(data[:length])
    with pytest.raises(ContentDamaged):
        read(path, blob)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Blob, Path]:
    """A content as it lies on the disk, its row, and where a test may lay an altered one."""
    folder = tmp_path_factory.mktemp("sealed")
    made = FileBlobs(folder, SecretBytes(KEY), secrets.token_bytes, Outside(folder))
    blob = take_in(made, LARGE)
    return (folder / "blobs" / blob.id).read_bytes(), blob, folder / "altered"


def read(path: Path, blob: Blob) -> bytes:
    seal = ChunkSeal(blob.id, open_key(SecretBytes(KEY), blob.id, blob.sealed_key))
    reader = BlobReader(path, blob.size, seal)
    try:
        return b"".join(reader.chunks())
    finally:
        reader.close()


def test_a_chunk_dropped_with_a_row_of_the_shorter_length_is_found(
    blobs: FileBlobs, vault: Path
) -> None:
    blob = take_in(blobs, bytes(3 * CHUNK_BYTES))
    path = vault / "blobs" / blob.id
    os.truncate(path, sealed_place(2))
    with pytest.raises(ContentDamaged):
        blobs.read(Blob(blob.id, blob.sealed_key, 2 * CHUNK_BYTES))


def test_chunks_in_another_order_are_found(blobs: FileBlobs, vault: Path) -> None:
    blob = take_in(blobs, bytes(3 * CHUNK_BYTES))
    path = vault / "blobs" / blob.id
    data = path.read_bytes()
    one, two, three = sealed_place(0), sealed_place(1), sealed_place(2)
    path.write_bytes(data[:one] + data[two:three] + data[one:two] + data[three:])
    with pytest.raises(ContentDamaged):
        blobs.read(blob)


def test_a_chunk_or_a_whole_file_of_another_blob_is_found(blobs: FileBlobs, vault: Path) -> None:
    first, second = take_in(blobs, LARGE), take_in(blobs, LARGE)
    there, other = vault / "blobs" / first.id, vault / "blobs" / second.id
    whole, foreign = there.read_bytes(), other.read_bytes()
    middle = slice(sealed_place(1), sealed_place(2))
    there.write_bytes(whole[: middle.start] + foreign[middle] + whole[middle.stop :])
    with pytest.raises(ContentDamaged):
        blobs.read(first)
    shutil.copy(other, there)
    with pytest.raises(ContentDamaged):
        blobs.read(first)
    with pytest.raises(ContentDamaged):
        blobs.read(Blob(first.id, second.sealed_key, first.size))


def test_a_key_of_another_vault_opens_nothing(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    blob = take_in(blobs)
    other = FileBlobs(vault, SecretBytes(bytes(32)), secrets.token_bytes, Outside(tmp_path))
    with pytest.raises(ContentDamaged):
        other.read(blob)


def test_a_missing_content_is_damage_and_not_a_missing_folder(
    blobs: FileBlobs, vault: Path
) -> None:
    blob = take_in(blobs)
    (vault / "blobs" / blob.id).unlink()
    with pytest.raises(ContentDamaged):
        blobs.read(blob)


@given(st.lists(st.integers(0, chunks_of(len(LARGE)) - 1), max_size=6))
def test_any_part_can_be_read_in_any_order(
    sealed: tuple[bytes, Blob, Path], wanted: list[int]
) -> None:
    data, blob, path = sealed
    path.write_bytes(data)
    reader = BlobReader(
        path, blob.size, ChunkSeal(blob.id, open_key(SecretBytes(KEY), blob.id, blob.sealed_key))
    )
    for number in wanted:
        assert reader.chunk(number) == LARGE[number * CHUNK_BYTES : (number + 1) * CHUNK_BYTES]
    for beyond in (-1, chunks_of(len(LARGE))):
        with pytest.raises(IndexError):
            reader.chunk(beyond)
    reader.close()


def test_nothing_is_there_under_its_name_before_all_of_it_is(blobs: FileBlobs, vault: Path) -> None:
    intake = blobs.intake(LARGE)
    assert [path.suffix for path in files(vault)] == [".part"]
    while intake.step():
        assert [path.suffix for path in files(vault)] == [".part"]
    assert intake.done == intake.size == len(LARGE)
    intake.land()
    assert [path.suffix for path in files(vault)] == [""]


def test_a_content_given_up_leaves_nothing(blobs: FileBlobs, vault: Path) -> None:
    blobs.intake(LARGE).discard()
    landed = blobs.intake(LARGE)
    while landed.step():
        pass
    landed.land()
    landed.discard()
    assert files(vault) == []


def test_what_crashes_left_is_swept_and_what_rows_name_stays(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    kept, orphan = take_in(blobs, b"kept"), take_in(blobs, b"orphan")
    blobs.intake(LARGE)  # killed here
    (vault / "blobs" / "somebody's own.txt").write_text("not ours")
    assert blobs.sweep({kept.id}) == 0  # of this process's own nothing is swept
    later = opened(vault, tmp_path)
    assert later.sweep({kept.id}) == 2
    assert later.read(kept) == b"kept"
    with pytest.raises(ContentDamaged):
        later.read(orphan)
    assert {path.name for path in files(vault)} == {kept.id, "somebody's own.txt"}


def test_beside_an_older_database_nothing_is_swept(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    blob = take_in(blobs, b"of the newer database")
    later = opened(vault, tmp_path)
    later.keeps_orphans = True
    assert later.sweep(set()) == 0
    assert later.read(blob) == b"of the newer database"


def test_a_vault_whose_folder_is_gone_is_not_made_anew(blobs: FileBlobs, vault: Path) -> None:
    shutil.rmtree(vault)
    with pytest.raises(FolderGone):
        blobs.intake(LARGE)
    assert not vault.exists()


def test_a_closed_vault_takes_nothing_in_and_gives_nothing_out(
    blobs: FileBlobs, tmp_path: Path
) -> None:
    blob = take_in(blobs)
    path = blobs.lay_outside(blob, "bin")
    blobs.close()
    assert not path.exists()
    with pytest.raises(FaultError):
        blobs.intake(LARGE)
    with pytest.raises(FaultError):
        blobs.read(blob)


def test_an_empty_content_has_a_chunk_to_be_sealed_in() -> None:
    assert (chunks_of(0), sealed_size(0)) == (1, len(HEADER) + 16)
