"""`tf.backend`: which one is taken and why, switching, memory, flags, profiles."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser, use_or_skip

REAL = "Apple M3"
SOFTWARE = "google swiftshader"


def machine(webgpu=None, webgl=None, wasm="SIMD, 2 threads"):
    """Facts of a machine: what each backend says of itself, None where it is not there."""
    from tfjs.backend import Fact

    def fact(name, detail):
        software = detail == SOFTWARE
        return Fact(name, detail is not None, software, detail or f"no {name} here")

    return {
        "webgpu": fact("webgpu", webgpu),
        "webgl": fact("webgl", webgl),
        "wasm": fact("wasm", wasm),
        "cpu": fact("cpu", "plain JavaScript"),
    }


@pytest.mark.parametrize(
    ("facts", "name", "words"),
    [
        ({}, "wasm", "no GPU backend can be used"),
        ({"wasm": None}, "cpu", "no GPU backend can be used"),
        ({"webgpu": SOFTWARE, "webgl": SOFTWARE}, "wasm", "webgpu and webgl would run in software"),
        ({"webgl": SOFTWARE}, "wasm", "webgl would run in software"),
        ({"webgpu": REAL, "webgl": REAL}, "wasm", "models are timed against webgpu"),
        ({"webgpu": SOFTWARE, "webgl": REAL}, "wasm", "models are timed against webgl"),
    ],
)
@in_browser
def test_auto_avoids_software_and_names_its_reason(facts, name, words):
    import tfjs as tf

    chosen, reason = tf.backend.choose(machine(**facts))
    assert chosen == name
    assert words in reason


@pytest.mark.parametrize(
    ("facts", "best"),
    [
        ({}, None),
        ({"webgpu": SOFTWARE, "webgl": SOFTWARE}, None),
        ({"webgpu": REAL, "webgl": REAL}, "webgpu"),
        ({"webgpu": SOFTWARE, "webgl": REAL}, "webgl"),
    ],
)
@in_browser
def test_the_best_gpu_is_a_real_one(facts, best):
    import tfjs as tf

    assert tf.backend.best_gpu(machine(**facts)) == best


def with_real_webgl(monkeypatch):
    """This machine, but for its software WebGL being taken for a GPU."""
    import tfjs as tf

    facts = machine(webgl=REAL)
    monkeypatch.setattr(tf.backend, "facts", lambda: facts)


@in_browser
def test_a_model_of_little_work_stays_on_wasm():
    import tfjs as tf

    with pytest.MonkeyPatch.context() as patch:
        with_real_webgl(patch)
        calls = []
        tf.backend.settle("tiny", 1000, lambda: calls.append(tf.backend.current()))
        assert calls == []
        assert tf.backend.current() == "wasm"
        assert "tiny is small work" in tf.backend.reason()
    tf.backend.use("auto")


@in_browser
def test_a_larger_model_is_timed_on_the_gpu_and_on_wasm():
    import tfjs as tf

    with pytest.MonkeyPatch.context() as patch:
        with_real_webgl(patch)
        seen = []
        x = tf.constant([1.0, 2.0])

        def run():
            seen.append(tf.backend.current())
            (x + x).numpy()

        tf.backend.settle("net", 1e9, run)
        assert set(seen) == {"webgl", "wasm"}
        assert seen.count("webgl") == seen.count("wasm") > 1
        assert "measured on net: webgl " in tf.backend.reason()
        assert "ms, wasm " in tf.backend.reason()
        assert tf.backend.current() in {"webgl", "wasm"}
        tf.backend.use("wasm")
    tf.backend.use("auto")


@in_browser
def test_a_gpu_that_fails_loses():
    import tfjs as tf

    with pytest.MonkeyPatch.context() as patch:
        with_real_webgl(patch)

        def run():
            if tf.backend.current() == "webgl":
                raise RuntimeError("context lost")

        tf.backend.settle("net", 1e9, run)
        assert tf.backend.current() == "wasm"
    tf.backend.use("auto")


@in_browser
def test_a_choice_of_the_user_is_left_alone():
    import tfjs as tf

    tf.backend.use("cpu")
    tf.backend.settle("net", 1e9, lambda: pytest.fail("it was timed"))
    assert tf.backend.current() == "cpu"
    assert tf.backend.requested() == "cpu"
    assert "you chose it" in tf.backend.reason()


@in_browser
def test_auto_is_what_a_session_starts_with():
    import tfjs as tf

    assert tf.backend.requested() == "auto"
    assert tf.backend.current() == "wasm"
    assert tf.backend.current() in tf.backend.reason()


@in_browser
def test_software_adapters_are_recognized_here():
    import tfjs as tf

    facts = tf.backend.facts()
    assert set(facts) == {"webgpu", "webgl", "wasm", "cpu"}
    assert not facts["wasm"].software
    assert all(facts[n].software for n in ("webgpu", "webgl") if "wiftshader" in facts[n].detail)
    assert tf.backend.available()[-2:] == ["wasm", "cpu"]


@pytest.mark.parametrize("backend", ["cpu", "wasm", "webgl", "webgpu"])
@in_browser
def test_tensors_move_with_the_backend(backend):
    import tfjs as tf

    x = tf.constant([1.0, 2.0])
    use_or_skip(backend)
    assert tf.backend.current() == backend
    y = x + 1.0
    assert y.numpy().tolist() == [2.0, 3.0]
    tf.backend.use("wasm")
    assert (y * 2.0).numpy().tolist() == [4.0, 6.0]


@in_browser
def test_an_unknown_backend_is_refused_by_name():
    import tfjs as tf

    with pytest.raises(
        tf.errors.InvalidArgumentError, match=r"webgpu, webgl, wasm, cpu, auto.*'tpu'"
    ):
        tf.backend.use("tpu")
    assert tf.backend.current() == "wasm"


@in_browser
def test_a_backend_that_is_not_here_says_why():
    import tfjs as tf

    facts = machine()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tf.backend, "facts", lambda: facts)
        with pytest.raises(tf.errors.UnimplementedError, match=r"no webgpu here.*wasm, cpu"):
            tf.backend.use("webgpu")
    assert tf.backend.requested() == "auto"


@in_browser
def test_memory_counts_tensors_and_bytes():
    import tfjs as tf

    before = tf.backend.memory()
    x = tf.ones([10, 10])
    after = tf.backend.memory()
    assert after.num_tensors == before.num_tensors + 1
    assert after.num_bytes == before.num_bytes + 400
    assert after.num_data_buffers == before.num_data_buffers + 1
    assert x.shape == (10, 10)


@in_browser
def test_flags_are_read_and_set_by_name():
    import tfjs as tf

    name = "WEBGL_PACK"
    assert name in tf.backend.flags
    assert list(tf.backend.flags) == sorted(tf.backend.flags)
    before = tf.backend.flags[name]
    try:
        tf.backend.flags[name] = not before
        assert tf.backend.flags[name] is (not before)
    finally:
        tf.backend.flags[name] = before


@in_browser
def test_an_unknown_flag_is_refused():
    import tfjs as tf

    with pytest.raises(KeyError, match="NO_SUCH_FLAG"):
        tf.backend.flags["NO_SUCH_FLAG"] = 1
    with pytest.raises(TypeError, match="cannot be removed"):
        del tf.backend.flags["WEBGL_PACK"]


@in_browser
def test_a_profile_names_the_kernels():
    import tfjs as tf

    x = tf.ones([4, 4])
    profile = tf.backend.profile(lambda: x + tf.exp(x))
    assert [kernel.name for kernel in profile.kernels] == ["Exp", "Add"]
    assert profile.kernels[0].output_shapes == [[4, 4]]
    assert profile.kernels[0].bytes_added == 64
    assert profile.peak_bytes >= 64


@in_browser
def test_an_exception_while_profiling_is_raised():
    import tfjs as tf

    with pytest.raises(ZeroDivisionError):
        tf.backend.profile(lambda: 1 // 0)
    assert float(tf.constant(1.0) + 1.0) == 2.0
