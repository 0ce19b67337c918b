"""The magics of the console; importing this module registers them."""

import os
import re
import time
import timeit
from pathlib import Path
from typing import Any

from studio.repl import documentation
from studio.repl import variables as panel
from studio.repl.magics import CELL, LINE, UsageError, cell_magic, line_magic
from studio.repl.pip import pip

_FILENAME = "<magic>"
_COUNT = re.compile(r"-([nr])\s*(\d+)(?:\s+|$)")
_NO_COUNT = re.compile(r"-[nr](?:\s|$)")

line_magic("pip", "%pip install NAME …: get packages; also list, show, uninstall")(pip)


@line_magic("time", "%time STATEMENT: how long it takes, once")
async def _time(rest: str, variables: dict[str, Any]) -> Any:
    if not rest.strip():
        raise UsageError("%time: expected a statement, as in `%time sum(range(10**6))`.")
    return await _timed(rest, variables)


@cell_magic("time", "%%time: how long the lines below take, once")
async def _time_cell(rest: str, variables: dict[str, Any]) -> Any:
    return await _timed(rest.lstrip("\n"), variables)


async def _timed(source: str, variables: dict[str, Any]) -> Any:
    from studio.repl.console import execute

    started, busy = time.perf_counter(), time.process_time()
    try:
        return await execute(source, _FILENAME, variables)
    finally:
        wall, cpu = time.perf_counter() - started, time.process_time() - busy
        _say(
            f"Wall time: {_duration(wall)}"
            + (f" (processor: {_duration(cpu)})" if 0 < cpu < wall / 2 else "")
        )


@line_magic("timeit", "%timeit [-n LOOPS] [-r RUNS] STATEMENT: how long it takes, on average")
async def _timeit(rest: str, variables: dict[str, Any]) -> None:
    options, statement = _counts(rest)
    _measure(statement, "pass", variables, **options)


@cell_magic(
    "timeit",
    "%%timeit [-n LOOPS] [-r RUNS] [SETUP]: how long the lines below take, on average",
)
async def _timeit_cell(rest: str, variables: dict[str, Any]) -> None:
    first, _, body = rest.partition("\n")
    options, setup = _counts(first)
    _measure(body.strip("\n"), setup or "pass", variables, **options)


def _counts(rest: str) -> tuple[dict[str, int], str]:
    """How many `loops` (0: as many as take a while) and `runs`, and what follows."""
    given = {"n": 0, "r": 7}
    rest = rest.lstrip()
    while (found := _COUNT.match(rest)) is not None:
        given[found[1]] = int(found[2])
        rest = rest[found.end() :]
    if _NO_COUNT.match(rest):
        raise UsageError("%timeit: expected a number after -n or -r, then a statement.")
    return {"loops": given["n"], "runs": max(1, given["r"])}, rest


def _measure(
    statement: str, setup: str, variables: dict[str, Any], *, loops: int, runs: int
) -> None:
    if not statement.strip():
        raise UsageError("%timeit: expected a statement, as in `%timeit tf.matmul(a, b).numpy()`.")
    timer = timeit.Timer(statement, setup, globals=variables)
    loops = loops or timer.autorange()[0]
    times = [seconds / loops for seconds in timer.repeat(runs, loops)]
    mean = sum(times) / runs
    spread = (sum((t - mean) ** 2 for t in times) / runs) ** 0.5
    count = f"{runs} run{'s' * (runs > 1)}, {loops:,} loop{'s' * (loops > 1)} each"
    _say(f"{_duration(mean)} ± {_duration(spread)} per loop ({count})")


def _duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


@line_magic("pinfo", "NAME?: signature and documentation")
async def _help(rest: str, variables: dict[str, Any]) -> None:
    documentation.show(rest, variables, source=False)


@line_magic("pinfo2", "NAME??: its source too")
async def _source(rest: str, variables: dict[str, Any]) -> None:
    documentation.show(rest, variables, source=True)


@line_magic("who", "%who: the variables there are")
async def _who(_: str, variables: dict[str, Any]) -> None:
    rows = panel.listing()["rows"]
    wide = max((len(row["name"]) for row in rows), default=0)
    _say(
        "\n".join(f"{row['name']:{wide}}  {row['type']}  {row['shape']}".rstrip() for row in rows)
        or "No variables."
    )


@line_magic("reset", "%reset: forget all variables")
async def _reset(_: str, variables: dict[str, Any]) -> None:
    count = panel.forget_all()
    _say(f"Forgot {count} variable{'s' * (count != 1)}.")


@line_magic("ls", "%ls [FOLDER]: the files there are")
async def _ls(rest: str, _: dict[str, Any]) -> None:
    folder = Path(rest.strip() or ".")
    names = [p.name + "/" * p.is_dir() for p in sorted(folder.iterdir()) if p.name[0] != "."]
    _say("\n".join(names) or "No files.")


@line_magic("cd", "%cd FOLDER: work in another folder")
async def _cd(rest: str, _: dict[str, Any]) -> None:
    os.chdir(rest.strip() or Path.home())
    _say(str(Path.cwd()))


@line_magic("pwd", "%pwd: the folder in which relative names are looked up")
async def _pwd(_: str, __: dict[str, Any]) -> str:
    return str(Path.cwd())


@line_magic("run", "%run FILE: run a Python file in this session")
async def _run(rest: str, variables: dict[str, Any]) -> Any:
    from studio.repl.console import execute

    path = Path(rest.strip()).resolve()
    if not path.is_file():
        raise UsageError(f"%run: there is no file {rest.strip()!r} here; %ls lists what there is.")
    return await execute(path.read_text(encoding="utf-8"), str(path), variables)


@cell_magic("writefile", "%%writefile FILE: keep the lines below as a file")
async def _writefile(rest: str, _: dict[str, Any]) -> None:
    name, _newline, text = rest.partition("\n")
    if not name.strip():
        raise UsageError("%%writefile: expected the name of a file.")
    Path(name.strip()).write_text(text, encoding="utf-8")
    _say(f"Wrote {len(text.encode()):,} bytes to {name.strip()}.")


@line_magic("matplotlib", "%matplotlib: not needed, figures always appear below their line")
async def _matplotlib(_: str, __: dict[str, Any]) -> None:
    return


@line_magic("magic", "%magic: this list")
async def _magic(_: str, __: dict[str, Any]) -> None:
    _say("\n".join(usage for _, usage in [*LINE.values(), *CELL.values()]))


def _say(text: str) -> None:
    print(text)  # noqa: T201
