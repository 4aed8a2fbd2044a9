"""What goes through the pipes between two processes."""

import io
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.apart.frames import MOST_HEAD_BYTES, BrokenFrame, receive, send, whole_numbers

HEADS = st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text())


@given(head=HEADS, body=st.binary())
def test_what_is_sent_is_received(head: dict[str, object], body: bytes) -> None:
    pipe = io.BytesIO()
    send(pipe, head, body)
    send(pipe, {}, memoryview(body))
    pipe.seek(0)
    assert receive(pipe, len(body)) == (head, body)
    assert receive(pipe, len(body)) == ({}, body)


@given(st.binary(max_size=200))
def test_what_is_no_frame_is_refused(noise: bytes) -> None:
    with pytest.raises(BrokenFrame):
        receive(io.BytesIO(noise + b"x"), 100)


@pytest.mark.parametrize("head", [b"[]", b"1", b"{", b"\xff", b"[" * 200_000])
def test_a_head_that_is_none_of_ours_is_refused(head: bytes) -> None:
    with pytest.raises(BrokenFrame):
        receive(io.BytesIO(struct.pack(">IQ", len(head), 0) + head))


@pytest.mark.parametrize(("head", "body"), [(MOST_HEAD_BYTES + 1, 0), (2, 11), (2, 2**63)])
def test_a_frame_that_claims_too_much_is_refused_before_it_is_read(head: int, body: int) -> None:
    pipe = io.BytesIO(struct.pack(">IQ", head, body) + b"{}" + bytes(99))
    with pytest.raises(BrokenFrame):
        receive(pipe, 10)


@pytest.mark.parametrize("told", [None, 1, "12", [1], [1, 2, 3], [1, -2], [1, 2.0], [True, 1]])
def test_numbers_that_are_none_are_refused(told: object) -> None:
    with pytest.raises(BrokenFrame):
        whole_numbers(json.loads(json.dumps({"x": told})), "x", 2)
