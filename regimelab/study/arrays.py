"""Preparing the array half: double precision, and compiled functions kept between runs."""

import os
from functools import cache

import jax
import platformdirs


@cache
def prepare() -> None:
    """Set JAX up for this process; compiled functions go to the user's cache folder unless told otherwise."""
    jax.config.update("jax_enable_x64", True)
    jax.config.update("jax_default_matmul_precision", "highest")  # accelerators would round single precision
    if "JAX_COMPILATION_CACHE_DIR" not in os.environ:
        folder = platformdirs.user_cache_path("regimelab", appauthor=False) / "jax"
        jax.config.update("jax_compilation_cache_dir", str(folder))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.1)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
