"""Packages: by address, by file, by name from the site's own index and from another; and bars."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import zipfile

import pytest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.app.console_page import ConsolePage
from tests.support.site import prepared, serving_site

SIMPLE = "application/vnd.pypi.simple.v1+json"


def wheel(name: str, version: str, *needs: str) -> bytes:
    """A wheel of one module that knows its version."""
    info = f"{name}-{version}.dist-info"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {need}" for need in needs]
    files = {
        f"{name}.py": f"version = {version!r}\n",
        f"{info}/METADATA": "\n".join(lines) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return out.getvalue()


WHEELS = {
    "byurl-1.0-py3-none-any.whl": wheel("byurl", "1.0"),
    "dropped-1.0-py3-none-any.whl": wheel("dropped", "1.0"),
    "onindex-1.0-py3-none-any.whl": wheel("onindex", "1.0", "needed"),
    "onindex-2.0-py3-none-any.whl": wheel("onindex", "2.0", "needed"),
    "needed-0.5-py3-none-any.whl": wheel("needed", "0.5"),
    "wanting-1.0-py3-none-any.whl": wheel("wanting", "1.0", "compiled"),
}
OFFERED = {
    "onindex": ["onindex-1.0-py3-none-any.whl", "onindex-2.0-py3-none-any.whl"],
    "needed": ["needed-0.5-py3-none-any.whl"],
    "wanting": ["wanting-1.0-py3-none-any.whl"],
    "compiled": ["compiled-3.0-cp314-cp314-manylinux_2_28_x86_64.whl", "compiled-3.0.tar.gz"],
}
BY_URL, OWN, _, _, NEEDED, WANTING = WHEELS


def _wheel(request):
    data = WHEELS.get(request.path_params["file"])
    return Response(status_code=404) if data is None else Response(data)


def _project(request):
    name = request.path_params["name"]
    if name not in OFFERED:
        return Response(status_code=404)
    files = [
        {"filename": file, "url": f"/packages/{file}", "hashes": {}, "yanked": False}
        for file in OFFERED[name]
    ]
    for file in files:
        file["url"] = str(request.base_url) + file["url"][1:]
    answer = {"name": name, "files": files, "meta": {"api-version": "1.0"}, "versions": []}
    return JSONResponse(answer, media_type=SIMPLE)


async def _never(_):
    await asyncio.sleep(20)
    return Response(status_code=404)


def _lock(_):
    """The site's index, with a wheel more, as `serve.py` writes it for one in wheels/."""
    lock = json.loads(prepared()[2].refresh().read_text(encoding="utf-8"))
    digest = hashlib.sha256(WHEELS[OWN]).hexdigest()
    lock["packages"]["dropped"] = {
        **lock["packages"]["micropip"],
        "name": "dropped",
        "version": "1.0",
        "file_name": OWN,
        "sha256": digest,
        "depends": [],
        "imports": ["dropped"],
    }
    return JSONResponse(lock)


ROUTES = (
    Route("/simple/slow/", _never),
    Route("/packages/{file}", _wheel),
    Route("/simple/{name}/", _project),
    Route("/wheels/pyodide-lock.json", _lock),
    Route(f"/wheels/{OWN}", lambda _: Response(WHEELS[OWN])),
)


@pytest.fixture(scope="module")
def opened(chrome, models_folder):
    with serving_site(models_folder, ROUTES) as site:
        yield ConsolePage(chrome, site).open()


@pytest.fixture
def page(opened):
    opened.complaints()
    return opened


def test_packages_come_from_addresses_files_the_site_and_an_index(page):
    script = (
        "window.transfers = []; py.on('progress', ({ file, loaded }) => transfers.push([file, "
        "loaded]))"
    )
    page.driver.execute_script(script)
    at = page.root
    assert "Installed byurl 1.0" in page.run(f"%pip install {at}packages/{BY_URL}")
    assert page.run("import byurl; byurl.version") == "'1.0'"
    counted = dict(page.driver.execute_script("return transfers"))
    assert counted[BY_URL] == len(WHEELS[BY_URL])

    index = f"-i {at}simple"
    text = page.run(f"%pip install {index} onindex==1.0  # and what it needs")
    assert "Installed needed 0.5, onindex 1.0" in text
    assert page.run("import onindex, needed; onindex.version, needed.version") == "('1.0', '0.5')"
    text = page.run(f"%pip install {index} onindex==2.0")
    assert "Installed onindex 2.0" in text
    assert "old version: onindex" in text
    assert "Nothing to do: onindex 2.0" in page.run(f"%pip install {index} onindex")
    assert "Version: 2.0" in page.run("%pip show onindex")

    assert page.run("dropped = None; del dropped; import dropped; dropped.version") == "'1.0'"
    page.run("%pip uninstall onindex needed")
    text = page.run(
        f"import micropip\nawait micropip.install('onindex', index_urls='{at}simple')\n"
        "import importlib; importlib.reload(onindex).version"
    )
    assert text.endswith("'2.0'")

    page.run(
        f"from pyodide.http import pyfetch\nresponse = await pyfetch('{at}packages/{NEEDED}')"
        f"\nopen('{NEEDED}', 'wb').write(await response.bytes())\n"
        "open('requirements.txt', 'w').write('# ours\\n' + "
        f"'./{NEEDED}  # a file\\n')"
    )
    page.run("%pip uninstall needed")
    assert "Installed needed 0.5" in page.run("%pip install -r requirements.txt")
    assert page.complaints() == []


def test_py_install_tells_what_is_new(page):
    script = "py.install(arguments[0]).then(arguments[1], (e) => arguments[1](e.message))"
    file = f"{page.root}packages/{WANTING}"
    page.driver.set_script_timeout(60)
    assert "compiled" in page.driver.execute_async_script(script, file)
    page.run("%pip uninstall byurl")
    file = f"{page.root}packages/{BY_URL}"
    assert page.driver.execute_async_script(script, file) == ["byurl 1.0"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("-i {at}simple compiled", "compiled: there is no wheel of it that runs in a browser"),
        ("-i {at}simple wanting", "compiled (which wanting needs): there is no wheel"),
        ("-i {at}simple nowhere-at-all", "nowhere-at-all: the index has no package of that name"),
        ("-i {at}simple mircopip", "Did you mean micropip?"),
        ("-i http://127.0.0.1:9/simple nowhere-at-all", "the index cannot be reached"),
        ("{at}packages/{compiled}", "not made for a browser"),
        ("{at}packages/gone-1.0-py3-none-any.whl", "gone-1.0"),
        ("./gone-1.0-py3-none-any.whl", "there is no such file here"),
        ("git+https://example.org/x", "nothing can be built in a browser"),
        (".", "a folder cannot be built"),
        ("-r gone.txt", "there is no file 'gone.txt'"),
        ("--target x y", "--target has no meaning here"),
        ("'not a name'", "expected names of packages"),
        ("'open", "No closing quotation"),
    ],
    ids=lambda text: text.replace(" ", "_")[:24],
)
def test_what_cannot_be_had_is_said(page, words, told):
    asked = words.format(at=page.root, compiled=OFFERED["compiled"][0])
    assert told in page.run(f"%pip install {asked}")


def test_bars_write_their_lines_again_also_inside_of_others(page):
    if "ModuleNotFoundError" in page.run("import tqdm"):
        pytest.skip("tqdm could not be had on this machine")
    lines = page.run(
        "from tqdm.auto import tqdm, trange\n"
        "for outer in trange(2, desc='outer'):\n"
        "    for inner in trange(30, desc='inner', leave=False):\n"
        "        if inner % 10 == 0:\n            time = __import__('time'); time.sleep(0.11)\n"
        "    tqdm.write(f'wrote {outer}')\nprint('end')"
    ).splitlines()
    assert [line for line in lines if line.startswith(("wrote", "end"))] == [
        "wrote 0",
        "wrote 1",
        "end",
    ]
    assert lines[-2].startswith("outer: 100%")
    assert "2/2" in lines[-2]
    assert not any(line.startswith("inner") for line in lines)  # it was wiped
    assert "Warning" not in "".join(lines)
    two = page.run(
        "with tqdm(total=2, desc='a') as a, tqdm(total=2, desc='b') as b:\n"
        "    for _ in range(2):\n        b.update()\n        a.update()"
    ).splitlines()
    assert sorted(line[:7] for line in two) == ["a: 100%", "b: 100%"]

    # Ours beside it: Keras's bar, which several packages of the same look stand above and below.
    ours = page.run(
        "import tfjs as tf\nbar = tf.keras.utils.Progbar(3)\n"
        "for n in trange(3, desc='tq'):\n    bar.update(n + 1)\n"
    )
    assert "3/3 ━━━━━━━━━━━━━━━━━━━━" in ours
    assert "tq: 100%" in ours


def test_a_cursor_that_moves_is_followed(page):
    # Up two lines, write, down again; erase to the end; columns; a line that nothing may reach.
    source = (
        "print('first\\nsecond\\nthird\\x1b[2A\\rFIRST\\x1b[2B\\rTHIRD!')\n"
        "print('gone\\x1b[3D\\x1b[Kx', end='\\n\\n')\nprint('\\x1b[99Atop')"
    )
    assert page.run(source).splitlines() == ["topST", "second", "THIRD!", "gx"]
    text = page.run("for n in range(40): print(n)\nprint('\\x1b[99Areached', end='')")
    assert text.splitlines()[:17] == [*map(str, range(17))]
    assert "reached" in text.splitlines()[17]


def test_pip_may_be_stopped(page):
    page.begin(f"%pip install -i {page.root}simple slow")
    page.wait(lambda: page.find("stop").is_enabled(), "Stop could not be pressed")
    page.after_run(page.find("stop").click, 15)
    assert "Stopped" in page.output()
    assert page.run("1 + 1") == "2"
