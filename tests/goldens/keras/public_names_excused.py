"""Names of Keras that are not here, or are another way, each with the reason.

A key is a namespace and a name, or a namespace and `*` for all of it; names of `keras` itself
stand alone.
"""

_QUANTIZED = "weights of 4 and 8 bits: every dtype computes in float32 here"
_OTHERS = "belongs to a backend other than TensorFlow, or to a library that browsers lack"
_STATELESS = "calls with the state as an argument are for JAX"
_DEVICES = "there is one device"
_RARER = "not built; load a model that was saved with Keras"
_DRAWING = "drawing is left to matplotlib"

_MODEL = {
    "compiled_loss": "deprecated in Keras, where it raises",
    "compiled_metrics": "deprecated in Keras, where it raises",
    "distribute_reduction_method": _DEVICES,
    "distribute_strategy": _DEVICES,
    "get_quantization_layer_structure": _QUANTIZED,
    "get_state_tree": _STATELESS,
    "set_state_tree": _STATELESS,
    "stateless_compute_loss": _STATELESS,
}
_LAYER = {
    "quantization_mode": _QUANTIZED,
    "quantize": _QUANTIZED,
    "quantized_build": _QUANTIZED,
    "quantized_call": _QUANTIZED,
    "rematerialized_call": "recomputing in the backward pass: `tf.recompute_grad`",
    "stateless_call": _STATELESS,
}

MISSING = {
    "Function": "an internal base class of functional models",
    "RematScope": "recomputing in the backward pass: `tf.recompute_grad`",
    "remat": "recomputing in the backward pass: `tf.recompute_grad`",
    "StatelessScope": _STATELESS,
    "SymbolicScope": "internal to Keras",
    **{
        f"applications.{name}": _RARER
        for name in (
            *("convnext", "ConvNeXtBase", "ConvNeXtLarge", "ConvNeXtSmall", "ConvNeXtTiny"),
            *("ConvNeXtXLarge", "densenet", "DenseNet121", "DenseNet169", "DenseNet201"),
            *("efficientnet_v2", "EfficientNetV2B0", "EfficientNetV2B1", "EfficientNetV2B2"),
            *("EfficientNetV2B3", "EfficientNetV2L", "EfficientNetV2M", "EfficientNetV2S"),
            *("inception_resnet_v2", "InceptionResNetV2", "inception_v3", "InceptionV3"),
            *("mobilenet_v3", "MobileNetV3Large", "MobileNetV3Small", "nasnet", "NASNetLarge"),
            *("NASNetMobile", "xception", "Xception"),
        )
    },
    "distillation": "a Distiller is twenty lines with `compute_loss`",
    "distillation.*": "a Distiller is twenty lines with `compute_loss`",
    "distribution": _DEVICES,
    "distribution.*": _DEVICES,
    "export": "a SavedModel needs TensorFlow's C++ graph; `Model.export` says what to do",
    "export.*": "a SavedModel needs TensorFlow's C++ graph; `Model.export` says what to do",
    "legacy": "the serialization of Keras 2",
    "legacy.*": "the serialization of Keras 2",
    **{
        f"quantizers.{name}": _QUANTIZED
        for name in (
            *("AWQConfig", "Float8QuantizationConfig", "GPTQConfig", "Int4QuantizationConfig"),
            *("Int8QuantizationConfig", "QuantizationConfig", "compute_float8_amax_history"),
            *("compute_float8_scale", "quantize_and_dequantize"),
            "abs_max_quantize_grouped_with_zero_point",
        )
    },
    "visualization": _DRAWING,
    "visualization.*": _DRAWING,
    "wrappers": "scikit-learn wrappers are not written yet",
    "wrappers.*": "scikit-learn wrappers are not written yet",
    "callbacks.OrbaxCheckpoint": _OTHERS,
    "config.max_steps_per_epoch": "give `steps_per_epoch`",
    "config.set_max_steps_per_epoch": "give `steps_per_epoch`",
    "dtype_policies.AWQDTypePolicy": _QUANTIZED,
    "dtype_policies.DTypePolicyMap": "policies by layer path are not written yet",
    "dtype_policies.GPTQDTypePolicy": _QUANTIZED,
    "dtype_policies.Int4DTypePolicy": _QUANTIZED,
    "dtype_policies.QuantizedDTypePolicy": _QUANTIZED,
    "dtype_policies.QuantizedFloat8DTypePolicy": _QUANTIZED,
    "layers.FlaxLayer": _OTHERS,
    "layers.JaxLayer": _OTHERS,
    "layers.TFSMLayer": "a SavedModel needs TensorFlow",
    "layers.TorchModuleWrapper": _OTHERS,
    "ops.jvp": "there is no forward mode; `tf.GradientTape.jacobian` gives the matrix",
    "ops.linalg.jvp": "there is no forward mode; `tf.GradientTape.jacobian` gives the matrix",
    "ops.image.scale_and_translate": "use `ops.image.affine_transform`",
    "saving.KerasFileEditor": "a tool for terminals",
    "utils.Config": "a dict with attributes; use `types.SimpleNamespace`",
    "utils.legacy": "the serialization of Keras 2",
    "utils.legacy.*": "the serialization of Keras 2",
    **{f"Layer (methods).{name}": reason for name, reason in _LAYER.items()},
    **{
        f"{kind} (methods).{name}": reason
        for kind in ("Model", "Sequential")
        for name, reason in (_LAYER | _MODEL).items()
        if name != "quantize"  # which says there why it is not
    },
    "Metric (methods).stateless_reset_state": _STATELESS,
    "Metric (methods).stateless_result": _STATELESS,
    "Metric (methods).stateless_update_state": _STATELESS,
    "Variable (methods).overwrite_with_gradient": "an attribute of each variable",
    "Variable (methods).path": "an attribute of each variable",
    "Variable (methods).regularizer": "an attribute of each variable",
    "KerasTensor (methods).ragged_rank": "there are no ragged inputs",
    "KerasTensor (methods).row_splits_dtype": "there are no ragged inputs",
}

_NAMED = "its name is made of the class's when None is given"
DIFFERENT = {
    "optimizers.schedules.ExponentialDecay": _NAMED,
    "optimizers.schedules.InverseTimeDecay": _NAMED,
    "utils.Progbar": "is drawn half as often: a page redraws at most ten times a second",
    "utils.plot_model": "gives a picture for the page; a file only if `to_file` says one",
    "Model (methods).loss": "what was given to `compile`, as in Keras; the class has no function",
    "Sequential (methods).loss": "what was given to `compile`; the class has no function",
}
