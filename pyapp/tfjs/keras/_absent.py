"""Names of Keras that are not here, and what to use instead."""

from collections.abc import Callable
from typing import Any

from tfjs.errors import NotProvidedError

_REASONS = {
    "scikit-learn's estimators are not wrapped. Call `fit` and `predict` of the model": "wrappers",
    "distillation is a `compute_loss` of one's own: add a loss between the student's and the "
    "teacher's predictions": "distillation",
    "a browser tab is one machine with one device. Leave it away: the program runs as it is": """
        distribution""",
    "a SavedModel needs TensorFlow. Use model.save('name.keras')": "export layers.TFSMLayer",
    "the serialization of Keras 2 is not here; tf.keras.models.load_model reads its files": """
        legacy""",
    "drawing is left to matplotlib": "visualization",
    "use tf.recompute_grad, which recomputes in the backward pass": "remat RematScope",
    "it belongs to a library that browsers lack": """
        layers.FlaxLayer layers.JaxLayer layers.TorchModuleWrapper callbacks.OrbaxCheckpoint""",
    "this network is not built here. Save it with Keras (model.save('name.keras')) and load it by "
    "tf.keras.models.load_model": """
        applications.ConvNeXtBase applications.ConvNeXtLarge applications.ConvNeXtSmall
        applications.ConvNeXtTiny applications.ConvNeXtXLarge applications.DenseNet121
        applications.DenseNet169 applications.DenseNet201 applications.EfficientNetV2B0
        applications.EfficientNetV2B1 applications.EfficientNetV2B2 applications.EfficientNetV2B3
        applications.EfficientNetV2L applications.EfficientNetV2M applications.EfficientNetV2S
        applications.InceptionResNetV2 applications.InceptionV3 applications.MobileNetV3Large
        applications.MobileNetV3Small applications.NASNetLarge applications.NASNetMobile
        applications.Xception""",
}
_ABSENT = {name: reason for reason, names in _REASONS.items() for name in names.split()}


def answer(module: str) -> Callable[[str], Any]:
    """The `__getattr__` of a module below `tfjs.keras`: says why a name is not there.

    Args:
        module: Its `__name__`.
    """
    prefix = f"{module}.".removeprefix("tfjs.keras.")

    def find(name: str) -> Any:
        path = f"{prefix}{name}"
        if path not in _ABSENT:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        full = f"tf.keras.{path}"
        raise NotProvidedError(f"{full}: {_ABSENT[path]}.", op=full)

    return find
