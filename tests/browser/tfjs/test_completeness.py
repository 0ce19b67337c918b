"""Everything TF.js exports is used by the library, or excused with a reason."""

from __future__ import annotations

import re

from tests.browser.harness import in_browser

# Reason why the library does not call these functions by their names -> the functions, as patterns.
EXCUSED = {
    "a class": r"[A-Z]\w*",
    "a toolbox for backends, not operations": r"""
        (backend|broadcast|browser|device|gather|gather_nd|scatter|segment|slice|tensor)_util\..*
        (serialization|test_util|util|webgl|webgl_util|gpgpu_util|webgpu_util)\..*
        (io|kernel_impls|log|math_backend_webgl|metrics|shared|ENV)\..*
        upcastType copyRegisteredKernels forceHalfFloat setWebGLContext""",
    "tf.keras and tf.data are Python here": (
        r"(layers|models|callbacks|constraints|initializers|regularizers|data)\..*"
    ),
    "models are read by the host (web/worker/host/models.js)": """
        model sequential input loadLayersModel registerCallbackConstructor
        loadGraphModel loadGraphModelSync registerOp deregisterOp""",
    "set up by the host": r"wasm\..*",
    "the registry": r"""
        (get|set|register|find|remove)Backend\w* (get|register|unregister)Kernel
        findBackendFactory getKernelsForBackend (get|register|unregister)Gradient""",
    "the host's own bookkeeping, behind tf.backend": """
        backend ready env engine memory profile time nextFrame tidy keep dispose disposeVariables
        sumOutType""",
    "switches": r"(enable|disable)\w+ deprecationWarn setPlatform",
    "a rank's alias": r"(concat|slice|reverse|pad)[1-4]d tensor[1-6]d batchNorm[2-4]d",
    "tensors are made by the bridge, or from NumPy": """
        tensor scalar buffer variable clone print onesLike zerosLike ones zeros linspace range eye
        diag rand""",
    "used as its kernel": """
        add sub mul div floorDiv mod pow maximum minimum squaredDifference atan2 divNoNan
        equal notEqual less lessEqual greater greaterEqual logicalAnd logicalOr logicalXor
        logicalNot abs acosh? asinh? atanh? cosh? sinh? tanh? ceil erf exp expm1 floor isFinite
        isInf isNaN log log1p neg reciprocal round rsqrt sigmoid sign softplus sqrt square relu
        relu6 elu selu""",
    "shapes are decided in Python, and only reshape runs": """
        expandDims squeeze ensureShape broadcastArgs""",
    "composed, because TensorFlow's rules for values or dtypes differ (tfjs/ops)": r"""
        clipByValue logSumExp euclideanNorm norm moments dot outerProduct logSigmoid batchNorm
        meshgrid stridedSlice pool conv1d separableConv2d linalg\.bandPart
        image\.(flipLeftRight|grayscaleToRGB|rgbToGrayscale)""",
    "einsum is planned in Python and runs as products (tfjs/ops/einsum.py)": "einsum",
    "sizes depend on values: own functions tell places (web/worker/host/own/dynamic.js)": """
        whereAsync booleanMaskAsync bincount denseBincount""",
    "both are searchSorted with a side (tfjs/ops/sorting.py)": "lowerBound upperBound",
    "would wait for values; ours compares and counts tensors (tfjs/ops/sorting.py)": "inTopKAsync",
    "scatters with weights and checks labels as TensorFlow does (tfjs/ops/counting.py)": (
        r"math\.confusionMatrix"
    ),
    "TensorFlow 1's losses, which TensorFlow 2 has no more": r"losses\..*",
    "TensorFlow 2 has no such function": r"""
        basicLSTMCell multiRNNCell movingAverage setdiff1dAsync linalg\.gramSchmidt cosineWindow
        enclosingPowerOfTwo step prelu image\.threshold""",
    "the host chooses in TensorFlow's order (web/worker/host/own/boxes.js)": (
        r"image\.nonMaxSuppression\w*"
    ),
    "the host factors matrices with TensorFlow's signs (web/worker/host/own/matrices.js)": (
        r"linalg\.qr"
    ),
    "composed, with TensorFlow's values and gradients on every backend (tfjs/ops)": r"""
        signal\..* spectral\..* rfft irfft dilation2d depthToSpace batchToSpaceND spaceToBatchND
        maxPool3d maxPoolWithArgmax conv3d conv3dTranspose""",
    "the host draws TensorFlow's own numbers (web/worker/host/own/random.js)": """
        random(Gamma|Normal|StandardNormal|Uniform|UniformInt) truncatedNormal multinomial
        dropout""",
    "optimizers are Python, composed of operations (tfjs/keras/optimizers)": "train",
    "bias and activation are calls of their own; only models use the fused kernels": r"fused\..*",
    "pictures come and go as arrays (tfjs/image_io); a canvas belongs to the page": r"browser\..*",
    "tapes of our own take gradients (web/worker/host/tape.js)": """
        grad grads valueAndGrad valueAndGrads variableGrads customGrad""",
    "wraps functions written in JavaScript; ours are instructions": "op",
    "row partitions are on Python's side (tfjs/ops/ragged_*.py)": (
        "raggedGather raggedRange raggedTensorToTensor"
    ),
    "places of sparse tensors are on Python's side (tfjs/ops/sparse.py)": r"""
        sparse\.sparse(FillEmptyRows|Reshape) sparseToDense""",
    "the same as gathering, then a segment's sum or mean (tfjs/ops/segments.py)": (
        r"sparse\.sparseSegment(Mean|Sum)"
    ),
    "strings are worked on as bytes in Python (tfjs/ops/strings_values.py)": r"string\..*",
}
PATTERNS = [pattern for patterns in EXCUSED.values() for pattern in patterns.split()]


@in_browser
def test_every_function_of_tfjs_is_used_or_excused() -> None:
    from tfjs import _bridge

    excused = [re.compile(pattern) for pattern in PATTERNS]
    missing = [
        name
        for name in _bridge.exported_functions()
        if name not in _bridge.DECLARED and not any(e.fullmatch(name) for e in excused)
    ]
    assert missing == []


@in_browser
def test_every_excuse_excuses_something() -> None:
    from tfjs import _bridge

    names = [n for n in _bridge.exported_functions() if n not in _bridge.DECLARED]
    stale = [p for p in PATTERNS if not any(re.fullmatch(p, name) for name in names)]
    assert stale == []


@in_browser
def test_everything_declared_is_there() -> None:
    from tfjs import _bridge

    _bridge.resolve_all()
    functions = {name for name, calling in _bridge.DECLARED.items() if calling != "kernel"}
    assert functions <= set(_bridge.exported_functions())
