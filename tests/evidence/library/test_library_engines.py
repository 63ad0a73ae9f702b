"""DuckDB, PostgreSQL and Spark answer the library's questions alike: one table of questions, asked of all."""

import ibis
import pytest
from made_questions import ANSWERS, QUESTIONS, answer, made_library

from regimelab.evidence.actors import actor_codes
from regimelab.evidence.backends import connected
from regimelab.evidence.copying import copy_library
from regimelab.evidence.lake import Lake
from regimelab.evidence.spark import on_spark

# PySpark 4.0 uses what pandas 4 will not have any more, and leaves sockets to be collected.
SPARK = (
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
)


@pytest.fixture(scope="module", params=["postgres", "lake", pytest.param("spark", marks=SPARK)])
def server(request, tmp_path_factory):
    """Another engine: a PostgreSQL server, files in a folder, or Spark in this process."""
    if request.param == "spark":
        yield on_spark(request.getfixturevalue("spark_session"))
        return
    if request.param == "lake":
        yield Lake(tmp_path_factory.mktemp("lake"))
        return
    backend = connected(request.getfixturevalue("postgres_url"))
    yield backend
    backend.disconnect()


@pytest.fixture(scope="module")
def engines(tmp_path_factory, server):
    with made_library(tmp_path_factory.mktemp("engines")) as store:
        copy_library(store, server, replace=True)
        yield store.backend, loaded(server) if isinstance(server, Lake) else server


def loaded(lake):
    """Load the files of a lake into an engine that never saw the store."""
    backend = ibis.duckdb.connect()
    for schema in lake.list_databases():
        backend.create_database(schema)
        for file in (lake.folder / schema).iterdir():
            backend.raw_sql(f"CREATE TABLE {schema}.{file.stem} AS FROM '{file}'")
    return backend


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_give_the_same_rows(name, engines):
    duckdb, other = (answer(QUESTIONS[name], backend) for backend in engines)
    assert duckdb == other


@pytest.mark.parametrize("name", ANSWERS)
def test_both_engines_give_the_same_answer(name, engines):
    duckdb, other = (ANSWERS[name](backend) for backend in engines)
    assert duckdb == other
    assert duckdb


def test_the_questions_have_answers_to_tell_apart(engines):
    lengths = {name: len(answer(question, engines[0])[1]) for name, question in QUESTIONS.items()}
    assert [name for name, length in lengths.items() if not length] == [
        "nothing before anything was published"
    ]


def test_every_code_of_the_vocabulary_is_one_actor_on_either_engine(engines):
    counted = [
        answer(lambda b: ibis.memtable(actor_codes()).group_by("scheme").agg(n=lambda t: t.count()), backend)
        for backend in engines
    ]
    assert counted[0] == counted[1]
