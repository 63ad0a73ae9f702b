"""Spark by ibis, in a session of the user's own."""

from typing import Any

from regimelab.errors import on_request


def on_spark(session: Any) -> Any:  # noqa: ANN401 - classes of packages that are loaded only here
    """Let ibis ask a Spark session: tables go and come by Arrow, temporary tables are views.

    ibis 12 hands small tables over through pandas, where blank numbers turn whole columns blank and blank
    words come out as ``NaN``; reads answers back so too, and stumbles over the number of the row that it adds
    to skip some; and makes no temporary tables: here one is a view of rows computed once.
    """
    on_request("pyspark", "spark", "Spark")
    from ibis.backends.pyspark import Backend
    from ibis.formats.pyarrow import PyArrowData

    class ByArrow(Backend):
        def _register_in_memory_table(self, op: Any) -> None:  # noqa: ANN401
            frame = session.createDataFrame(op.data.to_pyarrow(op.schema))
            frame.createOrReplaceTempView(op.name)

        def to_pyarrow(self, expr: Any, /, *, params: Any = None, limit: Any = None, **_how: Any) -> Any:  # noqa: ANN401
            table = expr.as_table()
            self._run_pre_execute_hooks(table)
            rows = session.sql(self.compile(table, params=params, limit=limit)).toArrow()
            asked = table.schema()
            return expr.__pyarrow_result__(PyArrowData.convert_table(rows.select(asked.names), asked))

        def create_table(self, name: str, /, obj: Any = None, *, temp: bool | None = None, **how: Any) -> Any:  # noqa: ANN401
            if not temp:
                return super().create_table(name, obj, **how)
            self._run_pre_execute_hooks(obj)
            session.sql(self.compile(obj)).localCheckpoint().createOrReplaceTempView(name)
            return self.table(name)

    ByArrow.register_options()
    return ByArrow().connect(session)
