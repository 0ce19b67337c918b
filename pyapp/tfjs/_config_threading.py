"""`tf.config.threading`: how many threads compute, which the page decides when it starts."""


def get_inter_op_parallelism_threads() -> int:
    """0: operations run one after another."""
    return 0


def get_intra_op_parallelism_threads() -> int:
    """0: as many as the backend has started with."""
    return 0


def set_inter_op_parallelism_threads(num_threads: int) -> None:
    """Do nothing: operations run one after another."""


def set_intra_op_parallelism_threads(num_threads: int) -> None:
    """Do nothing: the page starts the backend with its threads before any program runs."""
