"""`%pip` and `py.install`: packages from Pyodide's distribution or the index, with progress."""

import asyncio
import importlib.metadata
import re
import shlex
import time
from typing import Any

from studio import host
from studio.repl.magics import UsageError

_USAGE = "%pip: expected install, list, show or uninstall, as in `%pip install NAME`."
_NO_WHEEL = re.compile(r"Can't find a pure Python 3 wheel for '?([^'\s]+?)'?\.")


class InstallError(Exception):
    """A package cannot be had here."""


async def pip(rest: str, _: dict[str, Any]) -> None:
    """Do what `pip` would be asked on a command line."""
    words = shlex.split(rest)
    if not words:
        raise UsageError(_USAGE)
    command, names = words[0], [word for word in words[1:] if not word.startswith("-")]
    if command == "list":
        _say("\n".join(_installed()))
    elif command == "install" and names:
        await install(names)
    elif command in {"uninstall", "show"} and names:
        (_uninstall if command == "uninstall" else _show)(names)
    else:
        raise UsageError(_USAGE)


async def install(names: list[str] | str) -> list[str]:
    """Get packages and what they need; return what is new, as `name version`.

    Raises:
        InstallError: There is no such package, or none that runs in a browser.
    """
    wanted = [names] if isinstance(names, str) else list(names)
    before = set(_installed())
    started = time.perf_counter()
    host.emit("notice", {"level": "info", "text": f"Looking for {', '.join(wanted)}"})
    await host.load_packages_for("import micropip")
    import micropip

    done = asyncio.Event()
    telling = asyncio.ensure_future(_tell(before, done))
    try:
        await micropip.install(wanted, verbose=False)
    except Exception as error:
        raise _explained(error, wanted) from None
    finally:
        done.set()
        telling.cancel()
    new = sorted(set(_installed()) - before)
    took = time.perf_counter() - started
    _say(
        f"Installed {', '.join(new)} in {took:.1f} s"
        if new
        else "Nothing to do: it is here already."
    )
    return new


async def _tell(before: set[str], done: asyncio.Event) -> None:
    """Say how far it is, as packages arrive."""
    while not done.is_set():
        await asyncio.sleep(0.3)
        new = sorted(set(_installed()) - before)
        if new:
            text = f"Installing: {len(new)} so far, last {new[-1]}"
            host.emit("notice", {"level": "info", "text": text})


def _explained(error: Exception, wanted: list[str]) -> InstallError:
    text = str(error)
    names = ", ".join(wanted)
    no_wheel = _NO_WHEEL.search(text)
    if no_wheel is not None:
        return InstallError(
            f"{no_wheel[1]}: there is no wheel of it that runs in a browser. It needs compiled "
            "code, and neither Pyodide's distribution nor the index has that for WebAssembly."
        )
    if "404" in text or "Can't fetch metadata" in text or "not found" in text.lower():
        return InstallError(f"{names}: the index has no package of that name. Check its spelling.")
    if "network" in text.lower() or "Failed to fetch" in text or isinstance(error, OSError):
        return InstallError(
            f"{names}: the index cannot be reached. Is this device online? ({text})"
        )
    return InstallError(f"{names}: {text}")


def _installed() -> list[str]:
    found = {d.name: d.version for d in importlib.metadata.distributions() if d.name}
    return sorted(f"{name} {version}" for name, version in found.items())


def _uninstall(names: list[str]) -> None:
    import micropip

    micropip.uninstall(names)
    _say(f"Uninstalled {', '.join(names)}. What is imported stays until Restart.")


def _show(names: list[str]) -> None:
    for name in names:
        try:
            data = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            raise InstallError(f"{name}: not installed. `%pip install {name}` gets it.") from None
        _say(
            "\n".join(
                f"{key}: {data[key]}"
                for key in ("Name", "Version", "Summary", "Home-page")
                if data[key]
            )
        )


def _say(text: str) -> None:
    print(text)  # noqa: T201
