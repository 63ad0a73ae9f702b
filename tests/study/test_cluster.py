"""Work on a Ray cluster of two nodes on this machine: one is killed in the middle, and nothing is lost."""

import time

import pytest

from regimelab.errors import EvidenceMissing, Problem, UsageError
from regimelab.study.cluster import carried_out, connected
from regimelab.study.laws.cluster import over_ray
from tests.study.conftest import SMALL, killed

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.slow
def test_a_node_killed_in_the_middle_loses_no_piece_and_changes_no_number(cluster):
    nodes = [cluster.add_node(**SMALL) for _ in range(2)]
    done = []

    def work(given, key):
        time.sleep(0.3)
        return given * key

    with killed(cluster, nodes[1], done, 4):
        for pair in carried_out(work, 7, list(range(30)), cluster.address):
            done.append(pair)
    assert sorted(done) == [(key, 7 * key) for key in range(30)]


@pytest.mark.slow
def test_what_a_piece_of_work_refuses_is_told_as_it_is(cluster):
    cluster.add_node(**SMALL)

    def work(given, key):
        raise ZeroDivisionError("nothing to divide by")

    with pytest.raises(ZeroDivisionError, match="^nothing to divide by$"):
        list(carried_out(work, None, [1], cluster.address))

    def refuse(given, key):
        raise UsageError([Problem("--months", "is wrong.", "Ask for 1."), Problem("--seed", "too.", "")])

    with pytest.raises(UsageError, match=r"^--months: is wrong. Ask for 1.\n--seed: too.$"):
        list(carried_out(refuse, None, [1], cluster.address))


@pytest.mark.slow
def test_a_worker_that_dies_again_and_again_is_given_up_with_a_remedy(cluster):
    cluster.add_node(**SMALL)

    def work(given, key):
        import os

        os._exit(1)

    with pytest.raises(EvidenceMissing, match="lost 4 times"):
        list(carried_out(work, None, [1], cluster.address))


@pytest.mark.slow
def test_pieces_that_are_done_come_before_one_that_does_not_fit_into_memory(cluster):
    cluster.add_node(**SMALL)

    def work(given, key):
        if key == 20:
            raise MemoryError("Unable to allocate 93.1 TiB")
        return key

    came = []
    with pytest.raises(EvidenceMissing, match=r"93.1 TiB.* Take smaller pieces with --batch.*is kept"):
        for key, _ in carried_out(work, None, range(30), cluster.address):
            came.append(key)
    assert set(range(20)) <= set(came) and 20 not in came


@pytest.mark.slow
def test_other_versions_on_a_worker_are_named(cluster, monkeypatch):
    cluster.add_node(**SMALL)
    monkeypatch.setattr(
        "regimelab.study.cluster.code_hash", lambda more=(): "somebodys_elses_code", raising=True
    )
    with pytest.raises(UsageError, match="has regimelab .* but the driver .*somebodys_el"):
        list(carried_out(lambda given, key: key, None, [1], cluster.address))


@pytest.mark.slow
def test_laws_aligned_on_a_cluster_are_asked_for_again_when_a_worker_dies(cluster, tmp_path, monkeypatch):
    cluster.add_node(**SMALL)
    monkeypatch.setenv("RAY_ADDRESS", cluster.address)

    def task(pairs):
        import os

        once = tmp_path / f"{pairs[0]}"
        if pairs[0] == 2 and not once.is_file():
            once.touch()
            os._exit(1)
        return sum(pairs)

    assert sorted(over_ray(task, [[1, 5], [2, 5], [3, 5]])) == [6, 7, 8]


@pytest.mark.slow
def test_laws_are_not_aligned_by_workers_of_another_version(cluster, monkeypatch):
    cluster.add_node(**SMALL)
    monkeypatch.setenv("RAY_ADDRESS", cluster.address)
    monkeypatch.setattr("regimelab.study.cluster.code_hash", lambda more=(): "somebodys_elses_code")
    with pytest.raises(UsageError, match="--engine ray: .* has regimelab .* but the driver"):
        list(over_ray(sum, [[1, 5]]))


def test_no_cluster_for_laws_is_said_so(monkeypatch):
    monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:1")
    with pytest.raises(UsageError, match="--engine ray: no cluster answers at '127.0.0.1:1'"):
        list(over_ray(sum, [[1, 5]]))


def test_no_cluster_at_an_address_is_said_so():
    with pytest.raises(UsageError, match="no cluster answers at '127.0.0.1:1'"):
        connected("127.0.0.1:1")
