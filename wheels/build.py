"""Make a compiled wheel for this site's Pyodide: `python wheels/build.py PATH_OR_SDIST`."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "pyapp"))

from serving.bootstrap import interpreter
from serving.errors import ServingError, UsageError
from serving.project import Project


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="wheels/build.py", description=__doc__)
    parser.add_argument("source", type=Path, help="a project's folder, or its .tar.gz or .zip")
    options = parser.parse_args(arguments)
    project = Project()
    try:
        wheel = build(project, options.source)
    except ServingError as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        return 130
    print(f"wheels/{wheel.name} is ready; the next reload of the page finds it.")
    return 0


def build(project: Project, source: Path) -> Path:
    """Build the wheel of `source`, put it into wheels/ and return its place."""
    if not source.exists():
        raise UsageError(f"There is no {source}.")
    lock = project.pyodide / "pyodide-lock.json"
    if not lock.exists():
        raise ServingError("Start serve.py once: it gets the Pyodide that the wheel is for.")
    info = json.loads(lock.read_text("utf-8"))["info"]
    check_emscripten(info["platform"].removeprefix("emscripten_").replace("_", "."))
    python = find_python(info["python"])
    pyodide = environment(project, python)
    with tempfile.TemporaryDirectory(prefix="wheel-") as folder:
        unpacked = unpack(source.resolve(), Path(folder) / "source")
        out = Path(folder) / "out"
        run([str(pyodide), "build", str(unpacked), "--outdir", str(out)], unpacked)
        wheels = list(out.glob("*.whl"))
        if len(wheels) != 1:
            raise ServingError(f"pyodide-build made {len(wheels)} wheels instead of one.")
        return Path(shutil.move(wheels[0], project.wheels / wheels[0].name))


def check_emscripten(version: str) -> None:
    """Make sure that the compiler is the one that Pyodide itself was built with."""
    wanted = f"Pyodide was built with Emscripten {version}"
    emcc = shutil.which("emcc")
    if emcc is None:
        raise ServingError(f"emcc is not on PATH; {wanted} (wheels/README.md says how to get it).")
    shown = subprocess.run([emcc, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+\.\d+\.\d+", shown)
    if found is None or found[0] != version:
        have = found[0] if found else "of an unknown version"
        raise ServingError(f"emcc is {have}, but {wanted}: ./emsdk install {version}.")


def find_python(version: str) -> str:
    """Return a Python of the version that runs in the browser: pyodide-build needs the same."""
    minor = ".".join(version.split(".")[:2])
    if minor == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable
    python = shutil.which(f"python{minor}")
    if python is None:
        raise ServingError(
            f"python{minor} is not on PATH; pyodide-build needs the browser's version."
        )
    return python


def environment(project: Project, python: str) -> Path:
    """Return the `pyodide` command of an environment with the pinned pyodide-build."""
    version = project.settings["toolchain"]["pyodide-build"]
    folder = project.cache / f"pyodide-build-{version}"
    command = interpreter(folder).with_name("pyodide.exe" if sys.platform == "win32" else "pyodide")
    if not (folder / "ready").exists():
        run([python, "-m", "venv", "--clear", str(folder)])
        run([str(interpreter(folder)), "-m", "pip", "install", "-q", f"pyodide-build=={version}"])
        run([str(command), "xbuildenv", "install", project.versions["pyodide"]])
        (folder / "ready").touch()
    return command


def unpack(source: Path, folder: Path) -> Path:
    """Return the folder with the project's sources."""
    if source.is_dir():
        return source
    try:
        shutil.unpack_archive(source, folder)
    except (shutil.ReadError, ValueError, OSError) as error:
        raise UsageError(f"{source} is no archive that can be unpacked: {error}.") from error
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def run(command: list[str], folder: Path | None = None) -> None:
    """Run a command with its output shown."""
    done = subprocess.run(command, cwd=folder, check=False)
    if done.returncode:
        raise ServingError(f"{' '.join(command)} failed with exit code {done.returncode}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
