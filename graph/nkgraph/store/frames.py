"""Frames between a process and its workers: one byte of kind, eight of length, then the payload."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from asyncio import StreamReader

GOOD, BAD, LARGE, ASK = b"+", b"-", b"#", b"?"
HEAD = 9
"""Bytes before the payload."""


def frame(kind: bytes, payload: bytes) -> bytes:
    r"""A frame as bytes.

    >>> frame(GOOD, b"x")
    b'+\x00\x00\x00\x00\x00\x00\x00\x01x'
    """
    return kind + len(payload).to_bytes(8, "big") + payload


def question(query: str, result_format: str) -> bytes:
    """The frame that asks a worker: the format on the first line, the query on the others."""
    return frame(ASK, result_format.encode() + b"\n" + query.encode())


def write_frame(stream: BinaryIO, kind: bytes, payload: bytes) -> None:
    """Write a frame and flush."""
    stream.write(frame(kind, payload))
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """Read a frame, or None at the end of the stream."""
    head = stream.read(HEAD)
    if len(head) < HEAD:
        return None
    return head[:1], stream.read(int.from_bytes(head[1:], "big"))


async def receive_frame(stream: StreamReader) -> tuple[bytes, bytes]:
    """Read a frame from an asyncio stream; IncompleteReadError where the other side has gone."""
    head = await stream.readexactly(HEAD)
    return head[:1], await stream.readexactly(int.from_bytes(head[1:], "big"))
