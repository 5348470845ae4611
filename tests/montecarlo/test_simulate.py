"""Simulated paths: their law, their bits, and what the arguments may not be."""

from __future__ import annotations

import hashlib
import math
import os
import re
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
import swarmcore
from scipy import stats
from swarmcore import montecarlo as mc

PROCESS = mc.Gbm(mu=0.05, sigma=0.2)


def simulate(**changes: Any) -> np.ndarray:
    """A small simulation, with some arguments changed."""
    arguments: dict[str, Any] = {
        "process": PROCESS,
        "s0": 100.0,
        "horizon": 1.0,
        "steps": 5,
        "paths": 300,
        "seed": 7,
    }
    return mc.simulate(**(arguments | changes))


def test_terminal_prices_have_the_closed_form_moments() -> None:
    """Mean and standard deviation of S_T are within 4 standard errors of the log-normal law."""
    paths = 200_000
    last = simulate(paths=paths, steps=12)[:, -1]
    mean = 100 * math.exp(0.05)
    variance = mean**2 * math.expm1(0.2**2)
    assert abs(last.mean() - mean) < 4 * math.sqrt(variance / paths)
    spread_of_squares = ((last - last.mean()) ** 2).std() / math.sqrt(paths)
    assert abs(last.var() - variance) < 4 * spread_of_squares


def test_log_increments_are_independent_over_steps() -> None:
    """Increments of neighbouring steps and of neighbouring paths are uncorrelated."""
    logs = np.diff(np.log(simulate(paths=100_000, steps=4)), axis=1)
    error = 4 / math.sqrt(len(logs))
    assert abs(np.corrcoef(logs[:, 0], logs[:, 1])[0, 1]) < error
    assert abs(np.corrcoef(logs[0::2, 2], logs[1::2, 2])[0, 1]) < 4 / math.sqrt(len(logs) / 2)


def test_without_volatility_every_path_is_the_compound_interest() -> None:
    """A sigma of 0 leaves the drift alone, to the rounding of its steps."""
    paths = simulate(process=mc.Gbm(0.05, 0.0), paths=3)
    expected = 100 * np.exp(0.05 * np.arange(6) / 5)
    np.testing.assert_allclose(paths, np.tile(expected, (3, 1)), rtol=1e-14)


def test_draws_are_standard_normal() -> None:
    """Four moments, the Kolmogorov-Smirnov distance and the tails are those of the normal law."""
    draws = mc.standard_normals(2000, 500, seed=3).ravel()
    n = len(draws)
    assert abs(draws.mean()) < 4 / math.sqrt(n)
    assert abs(draws.var() - 1) < 4 * math.sqrt(2 / n)
    assert abs(stats.skew(draws)) < 4 * math.sqrt(6 / n)
    assert abs(stats.kurtosis(draws)) < 4 * math.sqrt(24 / n)
    assert stats.kstest(draws, "norm").pvalue > 1e-4
    beyond = 2 * stats.norm.sf(3)
    assert abs((abs(draws) > 3).mean() - beyond) < 4 * math.sqrt(beyond / n)


def test_both_draws_of_a_pair_are_normal_and_uncorrelated() -> None:
    """Even and odd paths share a block of the generator but no information."""
    draws = mc.standard_normals(2000, 100, seed=5)
    even, odd = draws[0::2].ravel(), draws[1::2].ravel()
    error = 4 / math.sqrt(len(even))
    assert stats.kstest(even, "norm").pvalue > 1e-4
    assert stats.kstest(odd, "norm").pvalue > 1e-4
    assert abs(np.corrcoef(even, odd)[0, 1]) < error
    assert abs(np.corrcoef(even**2, odd**2)[0, 1]) < error


def test_paths_follow_from_the_draws_by_the_formula() -> None:
    """Log S moves by (mu - sigma^2 / 2) dt + sigma sqrt(dt) Z, the draw of (path, step)."""
    draws = mc.standard_normals(300, 5, seed=7)
    logs = np.cumsum((0.05 - 0.02) / 5 + 0.2 * math.sqrt(1 / 5) * draws, axis=1)
    np.testing.assert_allclose(simulate()[:, 1:], 100 * np.exp(logs), rtol=1e-14)


@pytest.mark.parametrize("paths", [1, 2, 7, 127, 128, 129, 255, 257])
def test_fewer_paths_are_a_prefix_of_more(paths: int) -> None:
    """Path i does not depend on how many there are, whatever the size of a tile."""
    np.testing.assert_array_equal(simulate(paths=paths), simulate()[:paths])


@pytest.mark.parametrize("steps", [1, 7, 8, 9, 17])
def test_any_number_of_steps_fills_every_column(steps: int) -> None:
    """Columns are neither skipped nor written twice around the kernel's buffer of steps."""
    out = np.full((130, steps + 1), np.nan)
    paths = simulate(paths=130, steps=steps, out=out)
    assert (paths[:, 0] == 100.0).all()
    assert np.isfinite(paths).all()
    assert len(np.unique(paths[:, 1:])) == 130 * steps


@pytest.mark.parametrize("threads", [1, 2, 3, 100, None])
def test_threads_change_no_bit(threads: int | None) -> None:
    """Any number of threads writes the same paths."""
    np.testing.assert_array_equal(
        simulate(paths=2000, steps=100, threads=threads),
        simulate(paths=2000, steps=100, threads=1),
    )


def digest_under(isa: str) -> str:
    """The digest of paths, summary, fit and synthetic bars under an instruction set."""
    program = """
import hashlib
from swarmcore import montecarlo as mc
state = hashlib.sha256()
wild = mc.Gbm(300.0, 20.0)
for process in (mc.Gbm(0.05, 0.2), wild):
    paths = mc.simulate(process, 100.0, 1.0, 37, 1003, seed=7)
    state.update(paths.tobytes())
    found = mc.summary(process, s0=100.0, horizon=1.0, steps=37, paths=1003, seed=7)
    state.update(repr(found).encode())
    state.update(repr(mc.Gbm.fit(paths[0])).encode())
for column in mc.synthetic_bars(["A", "B"], 20, seed=7).values():
    state.update(column.tobytes())
print(state.hexdigest())
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"SWARMCORE_ISA": isa},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("isa", ["avx2", "avx512"])
def test_instruction_sets_change_no_bit(isa: str) -> None:
    """Every instruction set gives the paths and figures of the baseline."""
    order = ["baseline", "avx2", "avx512"]
    detected = swarmcore.build_info()["detected_isa"]
    if order.index(isa) > order.index(detected):
        pytest.skip(f"this CPU has {detected} at most")
    assert digest_under(isa) == digest_under("baseline")


def test_the_bits_are_those_of_every_release() -> None:
    """A seed means the same paths for good; a change here is a change of every result."""
    digest = hashlib.sha256(simulate().tobytes()).hexdigest()
    assert digest == "06a128430f7900a3c17ee31004b69579db48b1fcfb81d7e81dbf43cb136331d1"


def test_seeds_at_both_ends_are_different_worlds() -> None:
    """0 and 2**64 - 1 are seeds, and each bit of a seed counts."""
    first = [simulate(paths=1, seed=seed)[0, 1] for seed in (0, 1, 2**32, 2**63, 2**64 - 1)]
    assert len(set(first)) == 5


def test_out_is_written_and_returned() -> None:
    """The caller's array is the result, and holds what a new one would."""
    out = np.empty((300, 6))
    assert simulate(out=out) is out
    np.testing.assert_array_equal(out, simulate())


READ_ONLY = np.empty((300, 6))
READ_ONLY.flags.writeable = False


@pytest.mark.parametrize(
    ("out", "error", "message"),
    [
        (np.empty((300, 5)), ValueError, "out: expected shape (300, 6), was (300, 5)"),
        (np.empty((6, 300)), ValueError, "out: expected shape (300, 6), was (6, 300)"),
        (np.empty(1800), ValueError, "out: expected 2 dimension(s), was shape (1800,)"),
        (np.empty((300, 6), np.float32), TypeError, "out: expected dtype float64, was float32"),
        (np.empty((6, 300)).T, ValueError, "out: expected a C-contiguous array"),
        (READ_ONLY, ValueError, "out: expected a writable array, was read-only"),
        ([[0.0] * 6] * 300, TypeError, "out: expected a numpy array, was list"),
    ],
)
def test_an_out_that_does_not_fit_is_named(out: Any, error: type[Exception], message: str) -> None:
    """Shape, dtype, layout and writability are checked before anything is written."""
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        simulate(out=out)


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"process": "gbm"}, TypeError, "process: expected Gbm, was str"),
        ({"s0": 0.0}, ValueError, "s0: expected a finite number above 0, was 0"),
        ({"s0": -1.0}, ValueError, "s0: expected a finite number above 0, was -1"),
        ({"s0": math.nan}, ValueError, "s0: expected a finite number above 0, was nan"),
        ({"s0": math.inf}, ValueError, "s0: expected a finite number above 0, was inf"),
        ({"s0": "100 USD"}, TypeError, "s0: expected a number, was str"),
        ({"horizon": 0.0}, ValueError, "horizon: expected a finite number above 0, was 0"),
        ({"horizon": math.nan}, ValueError, "horizon: expected a finite number above 0, was nan"),
        ({"horizon": None}, TypeError, "horizon: expected a number, was NoneType"),
        ({"steps": 0}, ValueError, "steps: expected 1 to 4294967295, was 0"),
        ({"steps": 2**32}, ValueError, "steps: expected 1 to 4294967295, was 4294967296"),
        ({"steps": 2.5}, TypeError, "steps: expected an integer, was float"),
        ({"paths": 0}, ValueError, "paths: expected 1 to 4611686018427387904, was 0"),
        ({"paths": -5}, ValueError, "paths: expected 1 to 4611686018427387904, was -5"),
        ({"paths": 2**63}, ValueError, "paths: expected 1 to 4611686018427387904, was 92233720"),
        ({"paths": 2**61}, MemoryError, "paths: expected an array that fits into memory, was"),
        ({"seed": -1}, ValueError, "seed: expected 0 to 18446744073709551615, was -1"),
        ({"seed": 2**64}, ValueError, "seed: expected 0 to 18446744073709551615, was 1844674407"),
        ({"seed": 1.0}, TypeError, "seed: expected an integer, was float"),
        ({"threads": 0}, ValueError, "threads: expected 1 to 4096, was 0"),
        ({"threads": -1}, ValueError, "threads: expected 1 to 4096, was -1"),
        ({"process": mc.Gbm(0.0, 1e200)}, ValueError, "horizon: expected a finite drift"),
    ],
)
def test_an_argument_out_of_its_range_is_named(
    changes: dict[str, Any], error: type[Exception], message: str
) -> None:
    """Every argument that cannot be right is refused in one line that names it."""
    with pytest.raises(error, match=f"^{re.escape(message)}") as raised:
        simulate(**changes)
    assert "\n" not in str(raised.value)


def test_paths_beyond_this_memory_are_a_memory_error() -> None:
    """A petabyte is refused before a kernel starts."""
    with pytest.raises(MemoryError, match="Unable to allocate"):
        simulate(paths=2**44, steps=10)


def test_numpy_integers_are_counts() -> None:
    """Counts that come out of NumPy need no conversion."""
    np.testing.assert_array_equal(
        simulate(paths=np.int64(3), steps=np.int32(5), seed=np.uint64(7)), simulate(paths=3)
    )


def test_normals_check_their_counts_too() -> None:
    """Paths, steps and seed of the draws have the same bounds."""
    with pytest.raises(ValueError, match=r"^paths: expected 1"):
        mc.standard_normals(0, 1, 0)
    with pytest.raises(ValueError, match=r"^steps: expected 1"):
        mc.standard_normals(1, 0, 0)
    with pytest.raises(ValueError, match=r"^seed: expected 0"):
        mc.standard_normals(1, 1, -1)
