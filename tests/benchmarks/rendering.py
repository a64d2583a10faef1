"""An SKHP against WeasyPrint fed the same HTML by somebody who takes no care: fonts and stylesheet new each time."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from playwright.sync_api import sync_playwright
from weasyprint import HTML

from certificates.render import render_certificate
from certificates.sheet.facts import Sheet
from simetro.core.documents.engine import FONTS, HERE, PACKAGED
from tests.benchmarks.table import Row
from tests.certificates.samples import ISSUANCE, long_scale, station

ROUNDS = 9
BATCH = 24
CHROMIUM = "/usr/bin/chromium"
Work = Callable[[], object]


def measure() -> list[Row]:
    scale = "SKHP of a scale, 12 readings, 2 pages"
    with _one_core():
        rows = [
            _against_naive(scale, long_scale(12)),
            _against_naive("SKHP of a station, 8 nozzles, 4 pages", station(8)),
            _against_chromium(scale, long_scale(12)),
        ]
    return [*rows, _two_processes()]


@contextmanager
def _one_core() -> Iterator[None]:
    """Otherwise Chromium's many processes would be measured against our one."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _against_naive(name: str, sheet: Sheet) -> Row:
    whole = _with_stylesheet(sheet)
    ours, naive = _alternate(
        lambda: render_certificate(sheet, ISSUANCE),
        lambda: HTML(string=whole).write_pdf(pdf_variant="pdf/a-3u"),
        process_time,
    )
    return Row(name, ours, "ms", f"WeasyPrint, same HTML, naively: {naive:.0f} ms", ours / naive)


def _against_chromium(name: str, sheet: Sheet) -> Row:
    with TemporaryDirectory() as directory, sync_playwright() as playwright:
        file = Path(directory, "skhp.html")
        file.write_text(_with_stylesheet(sheet))
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]).new_page()

        def chromium() -> None:
            page.goto(file.as_uri())
            page.pdf()

        ours, theirs = _alternate(lambda: render_certificate(sheet, ISSUANCE), chromium, perf_counter)
    return Row(name, ours, "ms", f"warm Chromium printing it: {theirs:.0f} ms", ours / theirs)


def _two_processes() -> Row:
    one, two = _certificates_a_second(1), _certificates_a_second(2)
    return Row("SKHPs a second, two processes", two, "1/s", f"one process: {one:.1f} 1/s", two / one)


def _with_stylesheet(sheet: Sheet) -> str:
    css = (HERE / "print.css").read_text().replace(PACKAGED, f"{FONTS.as_uri()}/")
    return render_certificate(sheet, ISSUANCE).html.replace("</head>", f"<style>{css}</style></head>")


def _alternate(first: Work, second: Work, clock: Callable[[], float]) -> tuple[float, float]:
    """Median milliseconds of each, in turns, so that a busy machine disturbs both alike."""
    taken: tuple[list[float], list[float]] = ([], [])
    first(), second()
    for _ in range(ROUNDS):
        for work, times in zip((first, second), taken, strict=True):
            started = clock()
            work()
            times.append(clock() - started)
    return 1000 * median(taken[0]), 1000 * median(taken[1])


def _certificates_a_second(processes: int) -> float:
    """By the clock, once every process is warm."""
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        list(pool.map(_render_some, [1] * processes * 2))
        started = perf_counter()
        list(pool.map(_render_some, [BATCH // 4] * 4))
        return BATCH / (perf_counter() - started)


def _render_some(count: int) -> None:
    for _ in range(count):
        render_certificate(long_scale(12), ISSUANCE)
