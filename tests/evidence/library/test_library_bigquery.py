"""Every question to the library can be put in BigQuery's SQL; no server of its is asked."""

import pytest
import sqlglot
from ibis.backends.duckdb import Backend
from ibis.backends.sql.compilers import BigQueryCompiler
from made_questions import ANSWERS, QUESTIONS, answer, made_library

ALL = {**{name: lambda b, q=q: answer(q, b) for name, q in QUESTIONS.items()}, **ANSWERS}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with made_library(tmp_path_factory.mktemp("bigquery")) as store:
        yield store.backend


@pytest.fixture
def statements(monkeypatch):
    """Put whatever DuckDB is asked into BigQuery's SQL, too."""
    told = []

    def put(expression):
        told.append(BigQueryCompiler().to_sqlglot(expression.as_table()).sql(dialect="bigquery"))

    def seen(name, asked):
        original = getattr(Backend, name)

        def method(self, *args, **options):
            put(args[asked])
            return original(self, *args, **options)

        monkeypatch.setattr(Backend, name, method)

    seen("to_pyarrow", 0)
    seen("create_table", 1)
    return told


@pytest.mark.parametrize("name", ALL)
def test_a_question_is_put_in_bigquerys_sql(name, library, statements):
    ALL[name](library)
    assert statements
    for sql in statements:
        parsed = sqlglot.parse_one(sql, read="bigquery")
        assert parsed.find(sqlglot.exp.Select)
