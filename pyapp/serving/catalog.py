"""Which files of which packages the browser gets; versions are pyproject.toml's."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """One npm package.

    Args:
        npm: Its name there.
        files: Paths inside it.
        license: SPDX expression.
        copyright: The line its license asks to keep.
        imports: Import-map entry to one of `files`.
        group: As in `Asset`.
    """

    npm: str
    files: tuple[str, ...]
    license: str
    homepage: str
    copyright: str
    imports: dict[str, str] = field(default_factory=dict)
    group: str = "runtime"


def _codemirror(name: str) -> Entry:
    path = "dist/index.js"
    return Entry(
        npm=f"@codemirror/{name}",
        files=(path, "LICENSE"),
        license="MIT",
        homepage="https://codemirror.net/",
        copyright="Copyright (C) 2018 by Marijn Haverbeke and others",
        imports={f"@codemirror/{name}": path},
    )


def _lezer(name: str) -> Entry:
    path = "dist/index.js"
    return Entry(
        npm=f"@lezer/{name}",
        files=(path, "LICENSE"),
        license="MIT",
        homepage="https://lezer.codemirror.net/",
        copyright="Copyright (C) 2018 by Marijn Haverbeke and others",
        imports={f"@lezer/{name}": path},
    )


def _small(npm: str, path: str, year: int) -> Entry:
    """Describe one of the single-module packages CodeMirror stands on."""
    return Entry(
        npm=npm,
        files=(path, "LICENSE"),
        license="MIT",
        homepage="https://codemirror.net/",
        copyright=f"Copyright (C) {year} by Marijn Haverbeke",
        imports={npm: path},
    )


def _tfjs(npm: str, *files: str) -> Entry:
    return Entry(
        npm=npm,
        files=files,
        license="Apache-2.0",
        homepage="https://www.tensorflow.org/js",
        copyright="Copyright Google LLC",
    )


NPM: dict[str, Entry] = {
    "pyodide": Entry(
        npm="pyodide",
        files=(
            "pyodide.mjs",
            "pyodide.asm.mjs",
            "pyodide.asm.wasm",
            "python_stdlib.zip",
            "pyodide-lock.json",
        ),
        license="MPL-2.0 AND Python-2.0",
        homepage="https://pyodide.org/",
        copyright=(
            "Copyright (C) 2019-2026 Pyodide contributors and Mozilla; "
            "CPython: Copyright (C) 2001 Python Software Foundation"
        ),
    ),
    "tfjs": _tfjs("@tensorflow/tfjs", "dist/tf.es2017.min.js"),
    "tfjs-backend-wasm": _tfjs(
        "@tensorflow/tfjs-backend-wasm",
        "dist/tf-backend-wasm.es2017.min.js",
        "dist/tfjs-backend-wasm.wasm",
        "dist/tfjs-backend-wasm-simd.wasm",
        "dist/tfjs-backend-wasm-threaded-simd.wasm",
    ),
    "tfjs-backend-webgpu": _tfjs(
        "@tensorflow/tfjs-backend-webgpu", "dist/tf-backend-webgpu.es2017.min.js"
    ),
    "comlink": Entry(
        npm="comlink",
        files=("dist/esm/comlink.min.mjs", "LICENSE"),
        license="Apache-2.0",
        homepage="https://github.com/GoogleChromeLabs/comlink",
        copyright="Copyright 2017 Google Inc.",
        imports={"comlink": "dist/esm/comlink.min.mjs"},
    ),
    "codemirror-state": _codemirror("state"),
    "codemirror-view": _codemirror("view"),
    "codemirror-language": _codemirror("language"),
    "codemirror-streamparser": _codemirror("streamparser"),
    "codemirror-commands": _codemirror("commands"),
    "codemirror-lang-python": _codemirror("lang-python"),
    "codemirror-autocomplete": _codemirror("autocomplete"),
    "lezer-common": _lezer("common"),
    "lezer-lr": _lezer("lr"),
    "lezer-highlight": _lezer("highlight"),
    "lezer-python": _lezer("python"),
    "style-mod": _small("style-mod", "src/style-mod.js", 2018),
    "w3c-keyname": _small("w3c-keyname", "index.js", 2016),
    "crelt": _small("crelt", "index.js", 2020),
    "find-cluster-break": _small("@marijn/find-cluster-break", "src/index.js", 2024),
    "mobilenet": Entry(
        npm="@tensorflow-models/mobilenet",
        files=("dist/mobilenet.min.js",),
        license="Apache-2.0",
        homepage="https://github.com/tensorflow/tfjs-models",
        copyright="Copyright Google LLC",
        group="tests",
    ),
}


@dataclass(frozen=True)
class About:
    """What the notices say of a wheel."""

    license: str
    homepage: str
    copyright: str


WHEELS: dict[str, About] = {
    "numpy": About(
        "BSD-3-Clause", "https://numpy.org/", "Copyright (c) 2005-2025, NumPy Developers"
    ),
    "pillow": About(
        "MIT-CMU",
        "https://python-pillow.github.io/",
        "Copyright (c) 2010 by Jeffrey A. Clark and contributors",
    ),
    "micropip": About(
        "MPL-2.0", "https://micropip.pyodide.org/", "Copyright (C) Pyodide contributors"
    ),
    "packaging": About(
        "Apache-2.0 OR BSD-2-Clause",
        "https://packaging.pypa.io/",
        "Copyright (c) Donald Stufft and individual contributors",
    ),
    "pyfive": About(
        "BSD-3-Clause",
        "https://github.com/NCAS-CMS/pyfive",
        "Copyright (c) 2016 Jonathan J. Helmus and contributors",
    ),
    "hypothesis": About(
        "MPL-2.0",
        "https://hypothesis.works/",
        "Copyright (C) the Hypothesis Authors",
    ),
    "sortedcontainers": About(
        "Apache-2.0",
        "https://grantjenks.com/docs/sortedcontainers/",
        "Copyright 2014-2019 Grant Jenks",
    ),
    "pytest": About("MIT", "https://pytest.org/", "Copyright (c) 2004 Holger Krekel and others"),
    "pluggy": About(
        "MIT",
        "https://pluggy.readthedocs.io/",
        "Copyright (c) 2015 Holger Krekel and pluggy contributors",
    ),
    "iniconfig": About(
        "MIT",
        "https://github.com/pytest-dev/iniconfig",
        "Copyright (c) 2010 - 2023 Holger Krekel and others",
    ),
    "tqdm": About(
        "MPL-2.0 AND MIT",
        "https://tqdm.github.io/",
        "Copyright (c) 2013 noamraph; 2015-2026 Casper da Costa-Luis",
    ),
    "pygments": About(
        "BSD-2-Clause",
        "https://pygments.org/",
        "Copyright (c) 2006-2022 by the respective authors",
    ),
}
