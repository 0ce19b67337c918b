"""Names of TensorFlow that load when they are first mentioned, and those that are not here.

Both tables are the only place that says so: `tfjs/__init__.py` attaches them to the namespaces,
and a test compares them, and everything else, with the list of TensorFlow's names.
"""

import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tfjs.errors import NotProvidedError

_PARTS = {
    ("linalg", "tfjs.linear_operators"): """
        LinearOperator LinearOperatorAdjoint LinearOperatorBlockDiag
        LinearOperatorBlockLowerTriangular LinearOperatorCirculant LinearOperatorCirculant2D
        LinearOperatorCirculant3D LinearOperatorComposition LinearOperatorDiag
        LinearOperatorFullMatrix LinearOperatorHouseholder LinearOperatorIdentity
        LinearOperatorInversion LinearOperatorKronecker LinearOperatorLowRankUpdate
        LinearOperatorLowerTriangular LinearOperatorPermutation LinearOperatorScaledIdentity
        LinearOperatorToeplitz LinearOperatorTridiag LinearOperatorZeros""",
    ("linalg", "tfjs.ops.banded"): """
        banded_triangular_solve eigh_tridiagonal""",
    ("nn", "tfjs.ops.approximate"): """
        approx_max_k approx_min_k""",
    ("nn", "tfjs.ops.embeddings"): """
        embedding_lookup_sparse safe_embedding_lookup_sparse""",
    ("nn", "tfjs.ops.fractional"): """
        fractional_avg_pool fractional_max_pool""",
    ("nn", "tfjs.ops.isotonic"): """
        isotonic_regression""",
    ("math", "tfjs.ops.approximate"): """
        approx_max_k approx_min_k""",
    ("signal", "tfjs.ops.fourier_axes"): """
        fftnd ifftnd irfftnd rfftnd""",
    ("signal", "tfjs.ops.modified_cosine"): """
        inverse_mdct mdct""",
    ("ragged", "tfjs.ops.ragged_crossing"): """
        cross cross_hashed""",
    ("image", "tfjs.ops.distorted_boxes"): """
        sample_distorted_bounding_box stateless_sample_distorted_bounding_box""",
    ("image", "tfjs.ops.glimpses"): """
        extract_glimpse""",
    ("image", "tfjs.io.jpegs"): """
        adjust_jpeg_quality decode_and_crop_jpeg decode_webp extract_jpeg_shape is_jpeg
        random_jpeg_quality stateless_random_jpeg_quality""",
    ("io", "tfjs.io.features"): """
        FixedLenFeature FixedLenSequenceFeature RaggedFeature SparseFeature VarLenFeature""",
    ("io", "tfjs.io.jpegs"): """
        decode_and_crop_jpeg decode_webp extract_jpeg_shape is_jpeg""",
    ("io", "tfjs.io.parsing"): """
        parse_example parse_sequence_example parse_single_example
        parse_single_sequence_example""",
    ("io", "tfjs.io.records"): """
        TFRecordOptions TFRecordWriter""",
    ("io", "tfjs.io.tensors"): """
        deserialize_many_sparse parse_tensor serialize_many_sparse serialize_sparse
        serialize_tensor""",
    ("io", "tfjs.io.text"): """
        decode_base64 decode_compressed decode_csv decode_raw encode_base64
        match_filenames_once matching_files""",
    ("", "tfjs.besides"): """
        AggregationMethod CriticalSection fingerprint get_logger grad_pass_through
        guarantee_const hessians no_gradient register_tensor_conversion_function
        required_space_to_batch_paddings""",
    ("", "tfjs.ops.approximate"): """
        approx_top_k""",
    ("", "tfjs.ops.sequences_reversed"): """
        edit_distance reverse_sequence""",
}
"""Namespace and module -> the names of the namespace that the module has."""

LATER = {
    "audio": "tfjs.audio",
    "autodiff": "tfjs.autodiff",
    "compat": "tfjs.compat",
    "data": "tfjs.data",
    "dtypes.cast": "tfjs.ops.casting:cast",
    "dtypes.complex": "tfjs.ops.complex:complex",
    "dtypes.saturate_cast": "tfjs.ops.casting:saturate_cast",
    "experimental": "tfjs.experimental",
    "initializers": "tfjs.keras.initializers",
    "keras": "tfjs.keras",
    "linalg.experimental": "tfjs._linalg_experimental",
    "io.gfile": "tfjs.io.gfile",
    "lookup.experimental": "tfjs._lookup_experimental",
    "losses": "tfjs.keras.losses",
    "metrics": "tfjs.keras.metrics",
    "NoneTensorSpec": "tfjs.data._specs:NoneTensorSpec",
    "optimizers": "tfjs.keras.optimizers",
    "quantization": "tfjs.quantization",
    "queue": "tfjs.queue",
    "summary": "tfjs.summary",
    "test": "tfjs.test",
    "train": "tfjs.train",
    "types": "tfjs.types",
    "version": "tfjs.version",
    **{
        f"{namespace}.{name}".lstrip("."): f"{module}:{name}"
        for (namespace, module), names in _PARTS.items()
        for name in names.split()
    },
}
"""Names below `tf` that take time to load -> the module that each is, or that has it."""

_REASONS = {
    "a browser tab is one machine with one device. Leave it away: the program runs as it is": """
        DeviceSpec distribute tpu train.ClusterDef train.ClusterSpec train.JobDef train.ServerDef
        train.Coordinator config.experimental_connect_to_cluster
        config.experimental_connect_to_host config.experimental.ClusterDeviceFilters
        config.experimental.get_device_policy config.experimental.set_device_policy
        data.experimental.copy_to_device data.experimental.distributed_save
        data.experimental.service data.experimental.ServiceOptions experimental.dtensor
        test.create_local_cluster test.experimental train.experimental.MaxShardSizePolicy
        train.experimental.ShardByTaskPolicy train.experimental.ShardableTensor
        train.experimental.ShardingCallback variable_creator_scope check_pinned""",
    "there is no compiler of graphs here; a tf.function is replayed as it was recorded": """
        xla mlir experimental.tensorrt config.experimental.disable_mlir_bridge
        config.experimental.enable_mlir_bridge nondifferentiable_batch_function""",
    "TensorFlow's profiler is not here. Use tf.backend.profile and tf.backend.time": """
        profiler test.Benchmark test.benchmark_config""",
    "there are no graphs of TensorFlow 1 here. Use tf.function": """
        Graph Operation RegisterGradient graph_util import_graph_def compat.v1 compat.v2
        io.write_graph test.assert_equal_graph_def test.with_eager_op_as_function
        test.disable_with_predicate compat.forward_compatibility_horizon""",
    "the SavedModel format is not read or written here. Use model.save('name.keras') and "
    "tf.keras.models.load_model, tf.train.Checkpoint, or tf.io.load_graph_model for a model of "
    "TensorFlow.js": "saved_model quantization.experimental",
    "models of TensorFlow Lite do not run here. Use tf.io.load_graph_model for a model of "
    "TensorFlow.js": "lite",
    "a browser cannot load compiled libraries. Compose operations, or use tf.numpy_function": """
        load_library load_op_library sysconfig experimental.register_filesystem_plugin
        experimental.dlpack""",
    "wrappers of RNN cells are gone from Keras 3. Write a layer that calls the cell": """
        nn.RNNCellDeviceWrapper nn.RNNCellDropoutWrapper nn.RNNCellResidualWrapper""",
    "feature columns are deprecated in TensorFlow. Use Keras's preprocessing layers, as "
    "tf.keras.layers.StringLookup": "feature_column",
    "quantized tensors are not here. Use tf.quantization.fake_quant_with_min_max_vars, which "
    "rounds in float32": """
        qint8 qint16 qint32 quint8 quint16 dtypes.qint8 dtypes.qint16 dtypes.qint32 dtypes.quint8
        dtypes.quint16 dtypes.QUANTIZED_DTYPES quantization.quantize quantization.dequantize
        quantization.quantized_concat""",
    "there are no handles to resources here. Use the objects themselves": """
        resource variant dtypes.resource dtypes.variant data.experimental.from_variant
        data.experimental.to_variant data.experimental.make_saveable_from_iterator""",
    "no backend has numbers of so few bits. Use bfloat16 or float16": """
        dtypes.experimental experimental.float4_e2m1fn experimental.float8_e4m3b11fnuz
        experimental.float8_e4m3fn experimental.float8_e4m3fnuz experimental.float8_e5m2
        experimental.float8_e5m2fnuz experimental.int2 experimental.int4 experimental.uint2
        experimental.uint4""",
    "types of one's own cannot stand for tensors here. Use a class that has tensors, or a "
    "structure of them": """
        experimental.BatchableExtensionType experimental.ExtensionType
        experimental.ExtensionTypeBatchEncoder experimental.ExtensionTypeSpec
        experimental.StructuredTensor experimental.extension_type experimental.dispatch_for_api
        experimental.dispatch_for_binary_elementwise_apis
        experimental.dispatch_for_binary_elementwise_assert_apis
        experimental.dispatch_for_unary_elementwise_apis experimental.unregister_dispatch_for
        types.experimental.AtomicFunction types.experimental.FunctionType
        types.experimental.SupportsTracingProtocol types.experimental.TraceType
        types.experimental.distributed""",
    "partitions are not objects of their own here. Use the methods of tf.RaggedTensor": """
        experimental.RowPartition experimental.DynamicRaggedShape""",
    "NumPy's names are not repeated here. Use numpy, tf.*, or tf.keras.ops, which has NumPy's "
    "functions for tensors": "experimental.numpy",
    "there is no such description of values here. tf.TensorSpec, tf.RaggedTensorSpec and "
    "tf.SparseTensorSpec are": """
        IndexedSlicesSpec OptionalSpec TensorArraySpec data.IteratorSpec data.NumpyIterator""",
    "an internal kernel of TensorFlow. Use the function of tf.nn, tf.signal, tf.linalg or "
    "tf.RaggedTensor that is made of it": """
        conv conv2d_backprop_filter_v2 conv2d_backprop_input_v2 fftnd ifftnd irfftnd rfftnd
        matrix_square_root ragged_fill_empty_rows ragged_fill_empty_rows_grad""",
    "its order of numbers is not drawn here. Use tf.random.shuffle, or "
    "tf.random.experimental.stateless_shuffle": """
        random_index_shuffle random.experimental.index_shuffle""",
    "messages of any kind are not read here, tf.train.Example and stored tensors are. Use "
    "tf.io.parse_example, or tf.io.serialize_tensor": """
        io.decode_proto io.encode_proto io.decode_json_example make_tensor_proto""",
    "browsers and Pillow do not decode JPEG XL. Convert the picture to JPEG, PNG or WebP": """
        io.decode_jxl image.decode_jxl""",
    "not offered here. Use tf.image.crop_and_resize, tf.image.random_crop or "
    "tf.image.stateless_random_crop": """
        image.generate_bounding_box_proposals""",
    "its direction numbers are not here. Use scipy.stats.qmc.Sobol, or tf.random.uniform": """
        math.sobol_sample""",
    "not offered here. Use `dilations` of tf.nn.convolution": "nn.with_space_to_batch",
    "Python does not know the scripts of characters. Use tf.strings.unicode_decode and ranges of "
    "code points": "strings.unicode_script",
    "values are not watched. Use tf.debugging.check_numerics or tf.debugging.assert_all_finite "
    "where they arise": """
        debugging.enable_check_numerics debugging.disable_check_numerics debugging.experimental""",
    "not offered here. Use tf.train.Checkpoint, tf.train.CheckpointManager, "
    "tf.train.latest_checkpoint or tf.train.load_variable": """
        train.CheckpointOptions train.CheckpointView train.TrackableView
        train.checkpoints_iterator train.get_checkpoint_state train.load_checkpoint
        train.experimental""",
    "this way to datasets is not here. Use the methods of tf.data.Dataset, and "
    "tf.io.parse_example": """
        data.experimental.AutotuneAlgorithm data.experimental.DatasetInitializer
        data.experimental.Reducer data.experimental.SHARD_HINT data.experimental.SqlDataset
        data.experimental.TFRecordWriter data.experimental.at
        data.experimental.dense_to_sparse_batch data.experimental.enable_debug_mode
        data.experimental.from_list data.experimental.get_model_proto
        data.experimental.get_next_as_optional data.experimental.get_structure
        data.experimental.group_by_reducer data.experimental.index_table_from_dataset
        data.experimental.load data.experimental.make_batched_features_dataset
        data.experimental.pad_to_cardinality data.experimental.parallel_interleave
        data.experimental.parse_example_dataset
        data.experimental.save
        data.experimental.table_from_dataset""",
}
"""Why names are not here, and what to use instead -> the names below `tf`."""

ABSENT: dict[str, str] = {
    name: reason for reason, names in _REASONS.items() for name in names.split()
}
"""The same the other way around; what is said of a namespace holds for all that is in it."""


def reason_for(path: str) -> str | None:
    """Why a name below `tf`, as `distribute.Strategy`, is not here; None if nothing says so."""
    parts = path.split(".")
    ways = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((ABSENT[way] for way in ways if way in ABSENT), None)


def missing(module: str) -> Callable[[str], Any]:
    """What a namespace does about a name that it has not: `__getattr__` of its module."""
    namespace = module.removeprefix("tfjs").lstrip(".")

    def find(name: str) -> Any:
        path = f"{namespace}.{name}".lstrip(".")
        if path in LATER:
            where, _, inside = LATER[path].partition(":")
            found = importlib.import_module(where)
            found = getattr(found, inside) if inside else found
            setattr(sys.modules[module], name, found)
            attach()
            return found
        reason = reason_for(path)
        if reason is None:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        raise NotProvidedError(f"tf.{path}: {reason}.", op=f"tf.{path}")

    return find


def listed(module: str) -> Callable[[], list[str]]:
    """What a namespace says that it has: also what it has not loaded yet."""
    prefix = f"{module}.".removeprefix("tfjs.")

    def names() -> list[str]:
        later = (path.removeprefix(prefix) for path in LATER if path.startswith(prefix))
        return sorted({*vars(sys.modules[module]), *(n for n in later if "." not in n)})

    return names


def attach() -> None:
    """Give each loaded namespace below `tf` of which a name is missing its answer."""
    for path in (*ABSENT, *LATER):
        module = ".".join(["tfjs", *path.split(".")[:-1]])
        namespace = _namespace(module)
        if namespace is not None and "__getattr__" not in vars(namespace):
            namespace.__getattr__ = missing(module)  # type: ignore[method-assign]
            namespace.__dir__ = listed(module)  # type: ignore[method-assign]


def _namespace(path: str) -> ModuleType | None:
    """The module of a namespace, as `tfjs.math`, if it is loaded."""
    found: Any = sys.modules["tfjs"]
    for part in path.split(".")[1:]:
        found = vars(found).get(part) if isinstance(found, ModuleType) else None
    return found if isinstance(found, ModuleType) else None
