"""Pictures made by code, good and bad."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

COLORS = {"red": (230, 20, 30), "green": (20, 200, 40), "blue": (30, 40, 220)}
LIMIT_BREAKER = 200_000_000
VAST = 30_000


def write(folder: Path) -> dict[str, Path]:
    """Write one file of each kind into `folder`; gives their paths by name."""
    folder.mkdir(parents=True, exist_ok=True)
    jpeg = encoded(COLORS["green"], "JPEG", size=(640, 480))
    contents = {
        **{f"{name}.png": encoded(color, "PNG") for name, color in COLORS.items()},
        "truncated.jpg": jpeg[: len(jpeg) // 2],
        "text.jpg": b"This is no picture at all.\n" * 40,
        "empty.png": b"",
        "vast.png": vast_png(),
        "animated.gif": animated(),
        "drawing.svg": SVG.encode(),
    }
    paths = {}
    for name, content in contents.items():
        paths[name] = folder / name
        paths[name].write_bytes(content)
    paths["huge.jpg"] = folder / "huge.jpg"
    with paths["huge.jpg"].open("wb") as file:
        file.write(jpeg)
        file.truncate(LIMIT_BREAKER)  # sparse: no disk is used
    return paths


def encoded(color: tuple[int, int, int], kind: str, *, size: tuple[int, int] = (64, 48)) -> bytes:
    """One color everywhere."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind)
    return out.getvalue()


def animated() -> bytes:
    """A red frame, then a blue one."""
    out = io.BytesIO()
    frames = [Image.new("RGB", (40, 40), COLORS[name]) for name in ("red", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)
    return out.getvalue()


def vast_png(side: int = VAST) -> bytes:
    """A valid black PNG of `side` times `side` pixels, one bit each, in few bytes."""
    pack = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    data = b"".join(pack.compress(row) for _ in range(side)) + pack.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<rect width="40" height="40" fill="red"/></svg>'
)
