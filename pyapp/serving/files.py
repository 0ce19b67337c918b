"""Files as responses: media type, ETag, conditional and range requests, compressed copies."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, Response

from serving.compress import Compressed, accepted, pack
from serving.mime import is_compressible, media_type
from serving.stamps import sha256_of

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


class Hashes:
    """SHA-256 of files, read again only when size or time changes."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[int, int, str]] = {}

    def of(self, path: Path) -> str:
        """Return the hash of a file's content."""
        stat = path.stat()
        known = self._known.get(path)
        if known and known[:2] == (stat.st_size, stat.st_mtime_ns):
            return known[2]
        value = sha256_of(path)
        self._known[path] = (stat.st_size, stat.st_mtime_ns, value)
        return value

    def know(self, path: Path, value: str) -> None:
        """Take over a hash that was verified elsewhere."""
        stat = path.stat()
        self._known[path] = (stat.st_size, stat.st_mtime_ns, value)


class _LargeFileResponse(FileResponse):
    chunk_size = 1 << 20


class FileSender:
    """Answers requests with files."""

    def __init__(self, compressed: Compressed) -> None:
        self._compressed = compressed
        self.hashes = Hashes()

    def file(
        self, request: Request, path: Path, caching: str, *, content: str | None = None
    ) -> Response:
        """Return a response with a file's bytes.

        Args:
            caching: Value of Cache-Control.
            content: What identifies the content, if that is known without reading the file.
        """
        name = content or self.hashes.of(path)
        media = media_type(path.name)
        headers = {"Cache-Control": caching}
        packed = is_compressible(media)
        if packed:
            headers["Vary"] = "Accept-Encoding"
        if _matches(request.headers.get("if-none-match", ""), name):
            return Response(status_code=304, headers={**headers, "ETag": _etag(name)})
        if packed and "range" not in request.headers:
            for encoding in accepted(request.headers.get("accept-encoding", "")):
                copy = self._compressed.copy(path, name, encoding)
                if copy is not None:
                    headers["ETag"] = _etag(name, encoding)
                    headers["Content-Encoding"] = encoding
                    return _LargeFileResponse(copy, headers=headers, media_type=media)
        headers["ETag"] = _etag(name)
        return _LargeFileResponse(path, headers=headers, media_type=media)

    def text(self, request: Request, text: str, media: str) -> Response:
        """Return a response with generated text."""
        data = text.encode()
        name = hashlib.sha256(data).hexdigest()
        headers = {"Cache-Control": REVALIDATE, "Vary": "Accept-Encoding", "ETag": _etag(name)}
        if _matches(request.headers.get("if-none-match", ""), name):
            return Response(status_code=304, headers=headers)
        for encoding in accepted(request.headers.get("accept-encoding", ""))[:1]:
            data = _packed(data, encoding)
            headers |= {"ETag": _etag(name, encoding), "Content-Encoding": encoding}
        return Response(data, headers=headers, media_type=media)


# Pages and bundles of some builds; a bundle of half a megabyte takes 50 ms.
_packed = lru_cache(maxsize=32)(pack)


def _etag(content: str, encoding: str = "") -> str:
    suffix = f"-{encoding}" if encoding else ""
    return f'"{content[:32]}{suffix}"'


def _matches(header: str, content: str) -> bool:
    """Tell whether an If-None-Match header names this content, in whatever encoding."""
    for tag in header.split(","):
        bare = tag.strip().removeprefix("W/").strip('"')
        if bare == "*" or bare.partition("-")[0] == content[:32]:
            return True
    return False
