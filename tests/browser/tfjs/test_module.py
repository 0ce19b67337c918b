"""`tf.Module`: variables and modules among attributes, and their names."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.harness import in_browser


def network() -> Any:
    import tfjs as tf

    class Network(tf.Module):
        def __init__(self, name: str | None = None) -> None:
            super().__init__(name)
            self.b = [tf.Variable(1.0, name="x")]
            self.a = {"k": tf.Variable(2, trainable=False, name="k")}
            self.z = tf.Module("inner")
            self.z.w = tf.Variable(5.0, name="w")
            self.again = self.z.w
            self.other = 3

        @tf.Module.with_name_scope
        def make(self) -> str:
            self.late = tf.Variable(1.0, name="late")
            return self.late.name

    return Network


@in_browser
def test_variables_come_in_the_order_of_names_and_once():
    module = network()()
    assert [v.name for v in module.variables] == ["k:0", "w:0", "x:0"]
    assert [v.name for v in module.trainable_variables] == ["w:0", "x:0"]
    assert [v.name for v in module.non_trainable_variables] == ["k:0"]
    assert module.submodules == (module.z,)


@in_browser
def test_names_are_identifiers_made_of_the_class():
    import tfjs as tf

    assert network()().name == "network"
    assert network()().make() == "network/late:0"
    assert network()("mine").make() == "mine/late:0"
    with tf.name_scope("outer"):
        inside = network()()
    assert inside.make() == "outer/network/late:0"
    assert type("HTTPNet2D", (tf.Module,), {})().name == "http_net2_d"
    with pytest.raises(ValueError, match="not a valid module name"):
        tf.Module("a b")


@in_browser
def test_paths_lead_to_what_was_found():
    module = network()()
    paths = [path for path, _ in module._flatten(with_path=True)]
    assert ("a", "k") in paths
    assert ("b", 0) in paths
