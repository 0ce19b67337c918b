"""Modules of JavaScript in one file with all that they import: one request instead of a hundred.

Modules are written in few forms, which is all that is read here; what is written otherwise is
refused. A bundle holds each module as a function that is called at once, in the order in which a
browser would evaluate the modules, and last the module that was asked for, as it is. What comes
from elsewhere (`import … from "name"`, by a page's import map) stays an import, and so does another
module that browsers are sent to: its bundle hands on what it holds, so that nothing is there twice.
Lines keep their order and number, so that a source map is a list of offsets.
"""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from serving.errors import ServingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

IMPORT = re.compile(r'^import (?:\{([^}]*)\} from |\* as (\w+) from )?"([^"\n]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function\*?|class|const) (\w+))", re.MULTILINE)
NOTHING = re.compile(r"^export \{\};$", re.MULTILINE)
OTHER = re.compile(r'^(?:export\b.*|import\b.*["\'];?)$', re.MULTILINE)
ASYNC = re.compile(r'\bimport\("(\.[^"\n]+)"\)')
HERE = "import.meta.url"
STARTS = (
    re.compile(r'<script type="module" src="([^"]+)"'),
    re.compile(r'\bnew URL\("([^"\n]+\.js)", import\.meta\.url\)'),
    re.compile(r'\bawait import\("(\.[^"\n]+)"\)|=> import\("(\.[^"\n]+)"\)'),
)


def entries(files: Iterable[tuple[str, str]]) -> set[str]:
    """Return the modules that a browser is sent to: by a page, as a worker, at run time.

    Args:
        files: URLs of pages and modules, with their texts.
    """
    found = set()
    for url, text in files:
        for form in STARTS:
            for match in form.finditer(text):
                found.add(_resolve(url, next(filter(None, match.groups()))))
    return found


@dataclass
class Bundle:
    """An entry and what it imports.

    Args:
        entry: URL of the module that is asked for.
        entries: URLs of all such modules.
        read: Gives a module's text by its URL.
        above: Entries that import this one.

    Raises:
        ServingError: A module is written in a form that is not read here, or modules import one
            another in a circle.
    """

    entry: str
    entries: set[str]
    read: Callable[[str], str]
    above: tuple[str, ...] = ()
    modules: list[str] = field(default_factory=list, init=False)
    """URLs in the order of evaluation; the entry is the last."""
    text: str = field(default="", init=False)
    source_map: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self._outside: dict[str, str] = {}
        self._elsewhere: dict[str, str] = {}
        for other in self._other_entries():
            above = (*self.above, self.entry)
            if other in above:
                raise _circle(above, other)
            inner = Bundle(other, self.entries, self.read, above)
            name = self._outside.setdefault(self._path(other), _name(other))
            self._elsewhere |= {url: f"{name}.{_name(url)}" for url in inner.modules}
            self._elsewhere[other] = name
        parts: list[tuple[str, str, str]] = []
        self._visit(self.entry, [], parts)
        lines = [f'import * as {name} from "{url}";' for url, name in self._outside.items()]
        sections = []
        for url, text, exported in parts:
            body = text.removesuffix("\n").split("\n")
            wrapped = url != self.entry
            # In a block, as in a module, no function may be declared twice. The first line shares
            # its own with the wrapping, so that numbers of lines agree.
            start = f"const {_name(url)} = (() => {{{{ " if wrapped else ""
            sections.append(_section(len(lines), len(start), self._path(url), len(body)))
            lines += [start + body[0], *body[1:]]
            lines += [f"return {{{exported}}}; }}}})();"] if wrapped else []
        lines.append(f"export {{ {', '.join(_name(url) for url in self.modules[:-1])} }};")
        lines.append(f"//# sourceMappingURL={posixpath.basename(self.entry)}.map\n")
        self.text = "\n".join(lines)
        self.source_map = json.dumps({"version": 3, "sections": sections})

    def _other_entries(self) -> list[str]:
        """Return the entries that this one imports, in order, but not what those import."""
        found: dict[str, None] = {}
        seen: set[str] = set()

        def visit(url: str) -> None:
            seen.add(url)
            for target in _imports(url, self.read(url)):
                if target in self.entries:
                    found[target] = None
                elif target not in seen:
                    visit(target)

        visit(self.entry)
        return list(found)

    def _visit(self, url: str, above: list[str], parts: list[tuple[str, str, str]]) -> None:
        """Append a module's URL, text and exports, after those of all that it imports."""
        if url in above:
            raise _circle(above, url)
        if url in self.modules or url in self._elsewhere:
            return
        source = self.read(url)
        for target in _imports(url, source):
            self._visit(target, [*above, url], parts)
        self.modules.append(url)
        text = IMPORT.sub(lambda match: self._taken(url, match), source)
        exported: list[str] = []
        if url != self.entry:
            exported = [match[1] for match in EXPORT.finditer(text)]
            text = NOTHING.sub("", EXPORT.sub("", text))
            if (strange := OTHER.search(text)) is not None:
                raise ServingError(
                    f"web/{url}: a bundle cannot take {strange[0]!r}; write `import {{ … }} from` "
                    "or `export` before a function, class or const."
                )
        text = ASYNC.sub(lambda match: f'import("{self._path(_resolve(url, match[1]))}")', text)
        if url != self.entry:
            text = text.replace(HERE, f'new URL("{self._path(url)}", {HERE}).href')
        parts.append((url, text, ", ".join(exported)))

    def _taken(self, url: str, match: re.Match[str]) -> str:
        """What an import becomes: names taken from the other module's exports."""
        names, everything, target = match.groups()
        if target.startswith("."):
            url = _resolve(url, target)
            source = self._elsewhere.get(url) or _name(url)
        else:
            source = self._outside.setdefault(target, f"${len(self._outside)}")
        if everything:
            return f"const {everything} = {source};"
        return f"const {{{names.replace(' as ', ': ')}}} = {source};" if names else ""

    def _path(self, url: str) -> str:
        """Return where a module lies, seen from the entry."""
        path = posixpath.relpath(url, posixpath.dirname(self.entry) or ".")
        return path if path.startswith("../") else f"./{path}"


def _circle(above: Sequence[str], url: str) -> ServingError:
    circle = " → ".join([*above[above.index(url) :], url])
    return ServingError(f"Modules import one another in a circle: {circle}.")


def _imports(url: str, text: str) -> list[str]:
    """Return the URLs of the site's modules that a module imports."""
    return [_resolve(url, m[3]) for m in IMPORT.finditer(text) if m[3].startswith(".")]


def _resolve(url: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(url), target))


def _name(url: str) -> str:
    return "$" + re.sub(r"\W", "_", url.removesuffix(".js"))


def _section(line: int, column: int, source: str, lines: int) -> dict[str, object]:
    """Map lines of a bundle onto those of one module, each onto the one with its own number."""
    mappings = ";".join(["AAAA", *["AACA"] * (lines - 1)])
    module = {"version": 3, "sources": [source], "names": [], "mappings": mappings}
    return {"offset": {"line": line, "column": column}, "map": module}
