import jax
import jax.numpy as jnp
import numpy as np
import pytest

from regimelab.engine.compiling import COMPILING
from regimelab.theory.device import accelerated, kept


@pytest.mark.skipif(accelerated(), reason="accelerators choose what they keep")
def test_what_is_to_be_kept_reaches_the_processor_as_kept():
    def doubled(values):
        whole = kept(jnp.where(values > 0.5, values * values, values))
        return whole + 1.0, jnp.sum(whole, axis=0)

    def text(options):
        return jax.jit(doubled, compiler_options=options).lower(np.ones((8, 16))).compile().as_text()

    assert "opt-barrier" in text(COMPILING)
    assert "opt-barrier" not in text({})
