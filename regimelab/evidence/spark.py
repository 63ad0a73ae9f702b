"""Spark by ibis, in a session of the user's own."""

from typing import Any

from regimelab.errors import on_request


def on_spark(session: Any) -> Any:  # noqa: ANN401 - classes of packages that are loaded only here
    """Let ibis ask a Spark session, with small tables of ours handed over by Arrow.

    ibis 12 hands them over through pandas, where blank numbers turn whole columns blank and blank words
    come out as ``NaN``.
    """
    on_request("pyspark", "spark", "Spark")
    from ibis.backends.pyspark import Backend

    class ByArrow(Backend):
        def _register_in_memory_table(self, op: Any) -> None:  # noqa: ANN401
            frame = session.createDataFrame(op.data.to_pyarrow(op.schema))
            frame.createOrReplaceTempView(op.name)

    ByArrow.register_options()
    return ByArrow().connect(session)
