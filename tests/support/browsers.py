"""Finds the browsers that tests drive, and installs missing ones as root on Debian and its kin.

Chromium and its driver are needed. Firefox and WebKit are for the smoke tests, which skip without
them. `$CHROME`, `$CHROMEDRIVER` and `$FIREFOX` name other files than those found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from serving.errors import ServingError

CHROME_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROME_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
DRIVER_PLACES = ("/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver")

NEEDED = ("chromium", "chromium-driver")
OPTIONAL = ("firefox-esr", "webkit2gtk-driver", "xvfb")


def chrome() -> str | None:
    """Path of Chromium or Chrome."""
    return _find("CHROME", CHROME_NAMES, CHROME_PLACES)


def chromedriver() -> str | None:
    """Path of its driver; Selenium looks for one itself where there is none."""
    return _find("CHROMEDRIVER", ("chromedriver",), DRIVER_PLACES)


def firefox() -> str | None:
    """Path of Firefox."""
    return _find("FIREFOX", ("firefox-esr", "firefox"), ())


def webkit() -> tuple[str, str] | None:
    """Paths of WebKit's driver and its MiniBrowser."""
    driver = shutil.which("WebKitWebDriver")
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))
    return (driver, str(browsers[-1])) if driver and browsers else None


def ensure(cache: Path) -> None:
    """Install what is missing, where this user may; name what is needed where not.

    Args:
        cache: Where it is kept in mind that an optional one cannot be had.

    Raises:
        ServingError: There is no Chromium, and it cannot be installed from here.
    """
    missing = [] if chrome() and chromedriver() else list(NEEDED)
    extra = [name for name in _missing_extras() if not _absent(cache, name).exists()]
    if _may_install() and (missing or extra):
        _apt(missing, extra, cache)
    if chrome() is None:
        raise ServingError(
            "The tests drive Chromium, and there is none on this machine. "
            f"Install it (Debian, Ubuntu: apt install {' '.join(NEEDED)}), or name it in $CHROME."
        )


def _missing_extras() -> list[str]:
    have = {
        "firefox-esr": firefox(),
        "webkit2gtk-driver": webkit(),
        "xvfb": shutil.which("Xvfb"),
    }
    return [name for name in OPTIONAL if not have[name]]


def _may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _absent(cache: Path, package: str) -> Path:
    """Exists once a package could not be installed; delete it to try again."""
    return cache / f"tests-{package}.absent"


def _apt(needed: list[str], extra: list[str], cache: Path) -> None:
    """Install packages; `extra` ones that the system does not offer are left out, once said."""
    print(f"Installing {', '.join([*needed, *extra])} ...", flush=True)
    if not _install([*needed, *extra]):
        _quietly(["apt-get", "update"])
        if needed:
            _install(needed)
        for package in extra:
            if not _install([package]):
                print(f"{package} cannot be installed here; its smoke tests will be skipped.")
                cache.mkdir(exist_ok=True)
                _absent(cache, package).touch()


def _install(packages: list[str]) -> bool:
    options = ["-y", "-q", "--no-install-recommends"]
    return _quietly(["apt-get", "install", *options, *packages])


def _quietly(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, check=False, capture_output=True, env=environment)
    return done.returncode == 0


def _find(variable: str, names: tuple[str, ...], places: tuple[str, ...]) -> str | None:
    given = os.environ.get(variable)
    if given:
        return given
    found = next((path for path in map(shutil.which, names) if path), None)
    return found or next((place for place in places if Path(place).exists()), None)
