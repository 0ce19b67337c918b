"""What a file is, by its first bytes; and what to say of one that is no picture."""

from tfjs.errors import InvalidArgumentError

MAX_FILE_BYTES = 100 * 2**20
MAX_PIXELS = 100_000_000

_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x1aE\xdf\xa3", "a video (WebM or Matroska)"),
    (b"\x00asm", "a WebAssembly module"),
    (b"\x89HDF", "an HDF5 file"),
)
_BRANDS = {
    b"avif": "an AVIF picture, which Pillow cannot read here",
    b"avis": "an AVIF picture, which Pillow cannot read here",
    b"heic": "an HEIC picture, which Pillow cannot read",
    b"heix": "an HEIC picture, which Pillow cannot read",
    b"mif1": "an HEIF picture, which Pillow cannot read",
}
_EXPECTED = "a JPEG, PNG, WebP, GIF or BMP picture"


def described(data: bytes) -> str:
    """What `data` looks like, in words."""
    for signature, words in _SIGNATURES:
        if data.startswith(signature):
            return words
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "a video (MP4 or QuickTime)")
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start:
        return "an SVG drawing"
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    head = bytes(data[:16])
    try:
        text = bytes(data[:256]).decode()
    except UnicodeDecodeError:
        return f"a file that starts with {head!r}"
    if text.isprintable() or all(c.isprintable() or c in "\r\n\t" for c in text):
        return f"text, starting with {text[:16]!r}"
    return f"a file that starts with {head!r}"


def refusal(data: bytes, op: str) -> InvalidArgumentError:
    """The error for bytes that Pillow does not know."""
    if not data:
        return InvalidArgumentError(f"{op}: expected {_EXPECTED}. Received: an empty file.", op=op)
    what = described(data)
    message = f"{op}: expected {_EXPECTED}. Received: {what}."
    if what == "an SVG drawing":
        message += " It holds shapes, not pixels: save it as PNG, or let the page draw it."
    return InvalidArgumentError(message, op=op)


def check_size(size: int, op: str) -> None:
    """Refuse files that would not fit next to their pixels.

    Raises:
        InvalidArgumentError: More than `MAX_FILE_BYTES`.
    """
    if size > MAX_FILE_BYTES:
        raise InvalidArgumentError(
            f"{op}: expected a file of at most {MAX_FILE_BYTES / 2**20:.0f} MB. "
            f"Received: {size / 2**20:.0f} MB. Save it smaller.",
            op=op,
        )


def check_pixels(width: int, height: int, op: str) -> None:
    """Refuse pictures that would not fit into memory, by their header.

    Raises:
        InvalidArgumentError: More than `MAX_PIXELS`.
    """
    if width * height > MAX_PIXELS:
        raise InvalidArgumentError(
            f"{op}: expected at most {MAX_PIXELS / 1e6:.0f} megapixels. "
            f"Received: {width} x {height} ({width * height / 1e6:.0f} megapixels). Scale it down.",
            op=op,
        )
