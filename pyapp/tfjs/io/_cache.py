"""The model cache: what of it there is, and how to empty it."""

from dataclasses import dataclass

from tfjs import _bridge
from tfjs.io._source import address_of


@dataclass(frozen=True)
class CachedModel:
    """A model that loads without a network."""

    url: str
    num_bytes: int


def cached_models() -> list[CachedModel]:
    """Models kept in this browser, with the size of their files."""
    files = _bridge.kept_files()
    models = [entry["url"] for entry in files if entry["version"] == "index"]
    return [CachedModel(url, _bytes_beside(url, files)) for url in sorted(models)]


def _folder(url: str) -> str:
    address = url.partition("?")[0]
    return address[: address.rfind("/") + 1]


def _bytes_beside(url: str, files: list[dict[str, object]]) -> int:
    folder = _folder(url)
    return sum(int(str(f["bytes"])) for f in files if _folder(str(f["url"])) == folder)


def clear_model_cache(url: str | None = None) -> int:
    """Drop kept models: all, or the one at `url`.

    Returns:
        How many files there were.
    """
    if url is None:
        return _bridge.forget_files([])
    folder = _folder(_bridge.resolve_url(address_of(url, "clear_model_cache")))
    files = [entry["url"] for entry in _bridge.kept_files() if _folder(entry["url"]) == folder]
    return _bridge.forget_files(files) if files else 0
