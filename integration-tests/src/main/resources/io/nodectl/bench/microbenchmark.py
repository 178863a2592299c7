"""Runs what `ray microbenchmark` runs, for a time of one's choice, and prints a line of JSON for each of its lines.

microbenchmark.py SECONDS PATTERN

Each line that PATTERN is found in is measured four times for so many seconds, after a quarter of that has gone by.
"""

import json
import os
import re
import sys
import time

import ray._private.ray_microbenchmark_helpers as helpers

SECONDS = float(sys.argv[1])
WANTED = re.compile(sys.argv[2])
MEASUREMENTS = 4

# Ray itself prints on standard output what workers have to say.
stdout = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def calls(fn, at_least):
    """How often it was called in a second, over at least so many seconds."""
    start = time.perf_counter()
    count = 0
    while (passed := time.perf_counter() - start) < at_least or not count:
        fn()
        count += 1
    return count / passed


def timeit(name, fn, multiplier=1, **_):
    if not WANTED.search(name):
        return [None]
    calls(fn, SECONDS / 4)
    rates = [multiplier * calls(fn, SECONDS) for _ in range(MEASUREMENTS)]
    print(json.dumps({"line": name, "rate": sum(rates) / MEASUREMENTS}), file=stdout, flush=True)
    return [None]


helpers.timeit = timeit

from ray._private import ray_perf  # noqa: E402: it takes timeit when it is imported

if not WANTED.search("client: "):
    ray_perf.client_microbenchmark_main = lambda results: results
ray_perf.main()
