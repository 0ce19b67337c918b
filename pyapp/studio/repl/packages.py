"""Packages from the site, Pyodide's distribution or an index: `%pip install`, `py.install`."""

import asyncio
import difflib
import importlib.metadata
import re
import sys
import time
from pathlib import Path
from typing import Any

from studio import host

_NO_WHEEL = re.compile(r"Can't find a pure Python 3 wheel for:? '?([^'\s]+?)'?[.\s]")
_NO_METADATA = re.compile(r"Can't fetch metadata for '([^']+)'")
_NO_FILE = re.compile(r"Can't fetch wheel from '([^']+)'")


class InstallError(Exception):
    """A package cannot be had here."""


async def install(
    names: list[str] | str,
    *,
    index_urls: list[str] | None = None,
    pre: bool = False,
    deps: bool = True,
) -> list[str]:
    """Get packages and what they need; return what is new, as `name version`.

    Args:
        names: Requirements as pip takes them, and wheels: addresses, or files of the session.
        index_urls: Where to look instead of the Python Package Index.
        pre: Take versions that are not final, too.
        deps: Get what they need as well.

    Raises:
        InstallError: There is no such package, or none that runs in a browser.
    """
    wanted = [_located(name) for name in ([names] if isinstance(names, str) else names)]
    before = _versions()
    started = time.perf_counter()
    host.emit("notice", {"level": "info", "text": f"Looking for {', '.join(wanted)}"})
    await host.load_packages_for("import micropip")
    import micropip

    options: dict[str, Any] = {"index_urls": index_urls, "pre": pre, "deps": deps}
    telling = asyncio.ensure_future(_tell(before))
    try:
        await micropip.install(wanted, verbose=False, reinstall=True, **options)
    except Exception as error:
        raise await _explained(error, wanted, index_urls) from None
    finally:
        telling.cancel()
    new = _new(before)
    took = time.perf_counter() - started
    _say(f"Installed {', '.join(new)} in {took:.1f} s" if new else _nothing(wanted))
    stale = sorted(name for name in before if _is_other(name, before) and _is_imported(name))
    if stale:
        _say(f"Imported already, in its old version: {', '.join(stale)}. Restart to use the new.")
    return new


def _located(name: str) -> str:
    """A wheel among the session's files by its place there; anything else as it is.

    Raises:
        InstallError: It is source, which would have to be built.
    """
    path = Path(name)
    if name.startswith(("git+", "hg+", "svn+")) or path.suffix in {".gz", ".zip", ".bz2"}:
        raise InstallError(f"{name}: nothing can be built in a browser. Give a wheel (….whl).")
    if name.startswith((".", "/")) and path.is_dir():
        raise InstallError(f"{name}: a folder cannot be built in a browser. Give a wheel (….whl).")
    if path.suffix != ".whl" or "://" in name or name.startswith("emfs:") or "@" in name:
        return name
    if not path.is_file():
        raise InstallError(f"{name}: there is no such file here; %ls lists what there is.")
    return f"emfs:{path.resolve()}"


async def _tell(before: dict[str, str]) -> None:
    """Say how far it is, as packages arrive."""
    while True:
        await asyncio.sleep(0.3)
        new = _new(before)
        if new:
            text = f"Installing: {len(new)} so far, last {new[-1]}"
            host.emit("notice", {"level": "info", "text": text})


async def _explained(
    error: Exception, wanted: list[str], index_urls: list[str] | None
) -> InstallError:
    text = str(error)
    names = ", ".join(wanted)
    missing = _NO_WHEEL.search(text)
    if missing is not None:
        return InstallError(
            f"{missing[1]}{_needed_by(missing[1], wanted)}: there is no wheel of it that runs in a "
            "browser. It needs compiled code, and neither Pyodide's distribution nor the index has "
            "that for WebAssembly."
        )
    unknown = _NO_METADATA.search(text)
    if unknown is not None:
        name = unknown[1]
        if not await _answers(index_urls, name):
            return InstallError(f"{name}: the index cannot be reached. Is this device online?")
        return InstallError(
            f"{name}{_needed_by(name, wanted)}: the index has no package of that name. "
            f"{_similar(name)}"
        )
    file = _NO_FILE.search(text)
    if file is not None:
        return InstallError(
            f"{file[1]}: it is not there, or its server does not let this page read it (CORS)."
        )
    if "is not compatible with" in text or "is not supported" in text or "was built with" in text:
        return InstallError(f"{names}: the wheel is not made for a browser. {text}")
    if type(error).__name__ == "InvalidRequirement":
        return InstallError(f"{names}: expected names of packages. {text.splitlines()[0]}")
    if isinstance(error, OSError) or "Failed to fetch" in text:
        return InstallError(f"{names}: it cannot be downloaded. Is this device online? ({text})")
    return InstallError(f"{names}: {text}")


def _needed_by(name: str, wanted: list[str]) -> str:
    asked = {_plain(re.split(r"[^\w.-]", one)[0]) for one in wanted}
    return "" if _plain(name) in asked else f" (which {', '.join(wanted)} needs)"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


async def _answers(index_urls: list[str] | None, name: str) -> bool:
    """Whether there is an index that says anything: micropip does not tell."""
    from micropip import package_index
    from pyodide.http import pyfetch

    for url in index_urls or [package_index.PYPI_URL]:
        place = url.format(package_name=name) if "{" in url else f"{url}/{name}/"
        try:
            await pyfetch(place)
        except Exception:  # whatever a browser calls it: there was no answer
            continue
        return True
    return False


def _similar(name: str) -> str:
    from micropip._compat import compatibility_layer  # type: ignore[import-not-found]

    known = list(compatibility_layer.lockfile_packages)
    found = difflib.get_close_matches(_plain(name), known, 1, 0.8)
    return f"Did you mean {found[0]}?" if found else "Check its spelling."


def _versions() -> dict[str, str]:
    return {d.name: d.version for d in importlib.metadata.distributions() if d.name}


def installed() -> list[str]:
    """What is here, as `name version`."""
    return sorted(f"{name} {version}" for name, version in _versions().items())


def _new(before: dict[str, str]) -> list[str]:
    now = _versions().items()
    return sorted(f"{name} {version}" for name, version in now if before.get(name) != version)


def _is_other(name: str, before: dict[str, str]) -> bool:
    return _versions().get(name, before[name]) != before[name]


def _is_imported(name: str) -> bool:
    provided = importlib.metadata.packages_distributions()
    return any(name in owners and module in sys.modules for module, owners in provided.items())


def _nothing(wanted: list[str]) -> str:
    here = _versions()
    found = [f"{name} {here[name]}" for name in here if _plain(name) in map(_plain, wanted)]
    return f"Nothing to do: {', '.join(found) or 'it'} is here already."


def _say(text: str) -> None:
    print(text)  # noqa: T201
