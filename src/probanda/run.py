"""Where work is carried out: in this process, in several, or on a Dask cluster. One interface: `concurrent.futures.Executor`."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from probanda.errors import UsageError

Progress = Callable[[str, int, int], None]
"""Called as work goes on with (stage, done, total)."""
P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")


def quiet(stage: str, done: int, total: int) -> None:
    """Says nothing."""


class Serial(Executor):
    """Carries out each call at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that is done already."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def executor(engine: str = "serial") -> Iterator[Executor]:
    """The executor for `serial`, `processes[:N]`, `dask` (a cluster on this machine) or `dask:ADDRESS` (an existing one)."""
    kind, _, rest = engine.partition(":")
    match kind:
        case "serial":
            yield Serial()
        case "processes":
            # Forked workers inherit locks held by other threads; a fork server does not.
            context = multiprocessing.get_context("forkserver")
            with ProcessPoolExecutor(_number(rest), mp_context=context) as pool:
                yield pool
        case "dask":
            with _client(rest) as client:
                yield client.get_executor()
        case _:
            raise UsageError(f"there is no engine {engine!r}", next="use serial, processes, processes:4, dask or dask:ADDRESS")


def _number(text: str) -> int:
    if text and not text.isdecimal():
        raise UsageError(f"{text!r} is no number of processes", next="as in processes:4")
    return int(text or os.cpu_count() or 1)


def _client(address: str) -> Any:
    try:
        from distributed import Client as Connect

        client: Any = Connect
    except ImportError:
        raise UsageError("the Dask engine needs the package distributed", next="pip install 'probanda[dask]'") from None
    if address:
        return client(address)
    return client(n_workers=os.cpu_count() or 1, threads_per_worker=1, dashboard_address=None)


def spread(pool: Executor, work: Callable[[T], R], items: Iterable[T], *, ahead: int = 4) -> Iterator[R]:
    """Results in order, with at most `ahead` pieces of work under way, so that memory does not grow with the number of items."""
    waiting: deque[Future[R]] = deque()
    for item in items:
        waiting.append(pool.submit(work, item))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
