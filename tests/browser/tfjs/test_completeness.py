"""Everything TF.js exports is used by the library, or excused with a reason."""

from __future__ import annotations

import re

from tests.browser.harness import in_browser

# What a group of functions is, and why the library does not call it by that name.
# ruff: noqa: E501 - the patterns read better unbroken.
EXCUSED = {
    r"[A-Z]\w*": "a class",
    r"(backend_util|broadcast_util|browser_util|device_util|gather_util|gather_nd_util|io|kernel_impls"
    r"|log|math_backend_webgl|metrics|gpgpu_util|shared|ENV|scatter_util|scatter_nd_util|segment_util|serialization|slice_util"
    r"|tensor_util|test_util|util|webgl|webgl_util|webgpu_util|upcast\w*)\..*|upcastType|copyRegisteredKernels|forceHalfFloat|setWebGLContext": "a toolbox for backends, not operations",
    r"(layers|models|callbacks|constraints|initializers|regularizers|data)\..*": "tf.keras and tf.data are Python here",
    r"(layers|models|model|sequential|input|loadLayersModel|loadLayersModelSync|registerCallbackConstructor|callbacks)": (
        "models are read by the host (web/worker/host/models.js)"
    ),
    r"(loadGraphModel|loadGraphModelSync|registerOp|deregisterOp)": "read by the host",
    r"wasm\..*|setWasmPaths?|setThreadsCount|getThreadsCount|version_\w+": "set up by the host",
    r"(get|set|has|register|unregister|copy|find|remove)(Backend|Kernel|Gradient)\w*|getOptionalGradient": "the registry",
    r"backend|ready|env|engine|memory|profile|time|nextFrame|tidy|keep|dispose|disposeVariables|sumOutType": (
        "the host's own bookkeeping, behind tf.backend"
    ),
    r"(enable|disable)\w+|deprecationWarn|setPlatform|getKernelsForBackend|isWebGPU\w*|nonMaxSuppression\w*": "switches",
    r"(concat|slice|reverse|pad|tensor|batchNorm|rsqrt|stridedSlice|avgPool|maxPool|conv)[1-6]d": "a rank's alias",
    r"(tensor|scalar|buffer|variable|clone|print|onesLike|zerosLike|ones|zeros|linspace|range|eye|diag|rand)": (
        "tensors are made by the bridge, or from NumPy"
    ),
    r"(add|sub|mul|div|floorDiv|mod|pow|maximum|minimum|squaredDifference|atan2|equal|notEqual|less|lessEqual"
    r"|greater|greaterEqual|logicalAnd|logicalOr|logicalXor|logicalNot|divNoNan|addStrict)": "used as its kernel",
    r"(abs|a?cosh?|a?sinh?|a?tanh?|ceil|erf|exp|expm1|floor|isFinite|isInf|isNaN|log|log1p|neg|reciprocal|round|rsqrt"
    r"|sigmoid|sign|softplus|sqrt|square|relu|relu6|elu|selu)": "used as its kernel",
    r"(clipByValue|expandDims|squeeze|logSumExp|euclideanNorm|norm|moments|einsum|dot|outerProduct|logSigmoid"
    r"|batchNorm|meshgrid|cumprod|stridedSlice|separableConv2d|conv1d|dropout|bincount|denseBincount|unique"
    r"|searchSorted|lowerBound|upperBound|inTopKAsync|whereAsync|booleanMaskAsync|setdiff1dAsync|broadcastArgs"
    r"|ensureShape|basicLSTMCell|multiRNNCell|movingAverage|image\.(flipLeftRight|grayscaleToRGB|rgbToGrayscale)"
    r"|linalg\.(bandPart|gramSchmidt)|losses\..*|math\.confusionMatrix|pool|unsortedSegmentSum|sparseToDense)": (
        "composed of other instructions, because a backend lacks it or TensorFlow's rules differ"
    ),
    r"image\.nonMaxSuppression\w*": "the host chooses in TensorFlow's order (web/worker/host/own/boxes.js)",
    r"linalg\.qr": "the host factors matrices with TensorFlow's signs (web/worker/host/own/matrices.js)",
    r"(signal|spectral)\..*|rfft|irfft|cosineWindow|enclosingPowerOfTwo|step|prelu|dilation2d|depthToSpace|batchToSpaceND"
    r"|spaceToBatchND|image\.threshold|maxPool3d|maxPoolWithArgmax|conv3d\w*": (
        "composed of other instructions, which give TensorFlow's values and have gradients on every backend"
    ),
    r"train|(fused|browser|train|sparse|string)\..*|grad|grads|valueAndGrad|valueAndGrads|variableGrads|customGrad|op|ragged\w+": "a later family",
    r"random(Gamma|Normal|StandardNormal|Uniform|UniformInt)|truncatedNormal|multinomial": (
        "the host draws TensorFlow's own numbers (web/worker/host/own/random.js)"
    ),
}


@in_browser
def test_every_function_of_tfjs_is_used_or_excused() -> None:
    from tfjs import _bridge

    reasons = [re.compile(pattern) for pattern in EXCUSED]
    missing = [
        name
        for name in _bridge.exported_functions()
        if name not in _bridge.DECLARED and not any(r.fullmatch(name) for r in reasons)
    ]
    assert missing == []


@in_browser
def test_every_excuse_excuses_something() -> None:
    from tfjs import _bridge

    names = [n for n in _bridge.exported_functions() if n not in _bridge.DECLARED]
    stale = [p for p in EXCUSED if not any(re.fullmatch(p, name) for name in names)]
    assert stale == []


@in_browser
def test_everything_declared_is_there() -> None:
    from tfjs import _bridge

    _bridge.resolve_all()
    functions = {name for name, calling in _bridge.DECLARED.items() if calling != "kernel"}
    assert functions <= set(_bridge.exported_functions())
