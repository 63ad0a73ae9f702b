"""Votes as arrays: who, in which year, on which roll call, against, abstaining or for."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

CHOICES = ("against", "abstain", "for")  # in the order of the probit; an absence takes no side


class Ballots(NamedTuple):
    """Votes sorted by position: the stand of one state in one year, ``states[p]`` in ``years[p]``.

    ``position``, ``call`` and ``choice`` (an index into ``CHOICES``) hold one entry a vote.
    """

    states: np.ndarray
    years: np.ndarray
    calls: np.ndarray
    position: np.ndarray
    call: np.ndarray
    choice: np.ndarray


def ballots_of(votes: pa.Table) -> Ballots:
    """Arrange votes with ``actor``, ``day``, ``roll_call`` and ``vote``.

    Absences are left out, for they take no side; so are unanimous roll calls, which tell nobody apart.
    """
    words, word = _coded(votes["vote"])
    side = np.array([CHOICES.index(one) if one in CHOICES else -1 for one in words] or [-1])[word]
    states, state = _coded(votes["actor"])
    calls, call = _coded(votes["roll_call"])
    year = votes["day"].to_numpy().astype("datetime64[Y]").astype(np.int64) + 1970
    cast = side >= 0
    apart = np.zeros(len(side), dtype=bool)
    apart[cast] = _divided(call[cast], side[cast], len(calls))[call[cast]]
    return _arranged(states, calls, state[apart], year[apart], call[apart], side[apart])


def _coded(column: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """Name the distinct values in order, and give each row's place among them; an unknown one is named ''."""
    held = column.fill_null("").dictionary_encode().combine_chunks()
    words = np.array(held.dictionary.to_pylist(), dtype=object)
    order = np.argsort(words)
    place = np.empty(len(words), dtype=np.int64)
    place[order] = np.arange(len(words))
    return words[order], place[held.indices.to_numpy(zero_copy_only=False).astype(np.int64)]


def _divided(call: np.ndarray, choice: np.ndarray, calls: int) -> np.ndarray:
    """Say of each roll call whether two states voted differently."""
    counts = np.stack([np.bincount(call[choice == one], minlength=calls) for one in range(len(CHOICES))])
    return (counts > 0).sum(axis=0) > 1


def _arranged(
    states: np.ndarray,
    calls: np.ndarray,
    state: np.ndarray,
    year: np.ndarray,
    call: np.ndarray,
    choice: np.ndarray,
) -> Ballots:
    """Sort votes by state, then year, then roll call, and number what is left."""
    order = np.lexsort((call, year, state))
    state, year, call, choice = state[order], year[order], call[order], choice[order]
    new = np.ones(len(state), dtype=bool)
    new[1:] = (state[1:] != state[:-1]) | (year[1:] != year[:-1])
    held, number = np.unique(call, return_inverse=True)
    return Ballots(states[state[new]], year[new], calls[held], np.cumsum(new) - 1, number, choice)
