"""Media types by suffix; the host's own tables are not asked, since they differ."""

from __future__ import annotations

from pathlib import PurePosixPath

TYPES = {
    ".bin": "application/octet-stream",
    ".bmp": "image/bmp",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp4": "video/mp4",
    ".png": "image/png",
    ".py": "text/x-python; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}
DEFAULT = "application/octet-stream"
COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/wasm",
    "application/manifest",
    "image/svg",
)


def media_type(path: str) -> str:
    """Return the Content-Type of a file; what has no known suffix is plain bytes."""
    return TYPES.get(PurePosixPath(path).suffix.lower(), DEFAULT)


def is_compressible(media: str) -> bool:
    """Tell whether a type gains by compression; wheels, archives and pictures do not."""
    return media.startswith(COMPRESSIBLE)
