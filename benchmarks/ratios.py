"""Ratios: what a build, an answer and a page take on this machine, each held against its budget.

``python benchmarks/ratios.py`` prints a table; ``--json`` the same for machines; ``--quick`` leaves out what takes
minutes; ``--million`` adds a store of a million claims. Exit code 1 means that a budget is overrun.
See benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from nkgraph.errors import NkgraphError
from pattern import ROOT
from synthetic import write_home

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HERE = Path(__file__).resolve().parent
CHROMIUM = Path("/usr/bin/chromium")
GIGABYTE = 1024**3
AT_LEAST, AT_MOST = "at least", "at most"
POINT = "SELECT ?branch { ent:korea-computer-center nk:hasBranch ?branch }"
LIST = "SELECT ?s ?label { ?s a nk:Firm ; rdfs:label ?label } ORDER BY ?label LIMIT 10"
Took = dict[str, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; without a budget it is there to be read beside the others."""

    name: str
    measured: float
    unit: str
    budget: float | None = None
    bound: str = AT_MOST

    @property
    def verdict(self) -> str:
        """``ok``, ``over``, or nothing where there is no budget."""
        if self.budget is None:
            return ""
        kept = self.measured >= self.budget if self.bound == AT_LEAST else self.measured <= self.budget
        return "ok" if kept else "over"


def against_rdflib(folder: Path, rounds: int) -> Iterator[Figure]:
    """(a) Tables to Turtle and store at 5,000 claims, by us and by rdflib alone, in turn."""
    home = _home(5_000, folder)
    runs: dict[str, list[Took]] = {"ours": [], "memory": [], "rdflib": []}
    for _ in range(rounds):
        for work, took in runs.items():
            took.append(_work(work, home, folder))
    disk, memory, theirs = (_middle(took) for took in runs.values())
    yield Figure("tables to store in memory and Turtle, 5,000 claims: nkgraph", memory["seconds"], "s")
    yield Figure("tables to store on disk and Turtle, 5,000 claims: nkgraph", disk["seconds"], "s")
    yield Figure("tables to graph in memory and Turtle by rdflib alone", theirs["seconds"], "s")
    yield Figure("rdflib's time in ours, both in memory", theirs["seconds"] / memory["seconds"], "times", 8, AT_LEAST)
    yield Figure("rdflib's time in ours, ours on disk", theirs["seconds"] / disk["seconds"], "times")


def start_up(folder: Path, rounds: int) -> Iterator[Figure]:
    """(b) A query on a warm cache and the help page, against an interpreter that does nothing."""
    home = ROOT if _is_sound(ROOT) else _home(5_000, folder)
    environment = {**os.environ, "NKGRAPH_CACHE": str(folder / "cache"), "NKGRAPH_HOME": str(home)}
    command = [sys.executable, "-m", "nkgraph"]
    script = Path(sys.executable).with_name("nkgraph")
    if script.is_file():
        command = [str(script)]
    words = {
        "nothing": [sys.executable, "-c", "pass"],
        "point": [*command, "query", POINT],
        "list": [*command, "query", LIST],
        "help": [*command, "--help"],
    }
    _seconds(words["point"], environment)
    took: dict[str, list[float]] = {name: [] for name in words}
    for _ in range(rounds):
        for name, seconds in took.items():
            seconds.append(_seconds(words[name], environment))
    middle = {name: 1000 * median(seconds) for name, seconds in took.items()}
    yield Figure("python -c pass", middle["nothing"], "ms")
    above = {name: milliseconds - middle["nothing"] for name, milliseconds in middle.items()}
    yield Figure("nkgraph query on a warm cache, branches of one firm, above that", above["point"], "ms", 90)
    yield Figure("nkgraph query on a warm cache, all firms sorted by label, above that", above["list"], "ms")
    yield Figure("nkgraph --help, above that", above["help"], "ms", 60)


def growth(folder: Path) -> Iterator[Figure]:
    """(c) Time and memory of builds of three sizes; processor time for the exponent, so that no neighbour counts."""
    middle: dict[int, Took] = {}
    for claims, rounds in ((1_000, 5), (10_000, 5), (100_000, 2)):
        home = _home(claims, folder)
        took = middle[claims] = _middle([_work("ours", home, folder) for _ in range(rounds)])
        yield Figure(f"build of {claims:,} claims, {took['triples']:,.0f} triples", took["seconds"], "s")
    slower = middle[100_000]["processor"] / middle[10_000]["processor"]
    yield Figure("exponent of time, 10,000 to 100,000 claims", math.log10(slower), "", 1.1)
    large = middle[100_000]
    yield Figure("peak memory at 100,000 claims, for each triple", large["peak"] / large["triples"], "bytes", 500)


def million(folder: Path) -> Iterator[Figure]:
    """(d) A million claims to an on-disk store, with no more than 8 GB of address space to take."""
    home = _home(1_000_000, folder)
    took = _work("ours", home, folder, memory=8 * GIGABYTE)
    yield Figure(f"build of 1,000,000 claims, {took['triples']:,.0f} triples", took["seconds"], "s")
    yield Figure("its peak memory", took["peak"] / GIGABYTE, "GB", 8)


def page(folder: Path, *, long: bool) -> Iterator[Figure]:
    """(e) Layout, sizes of pages, and in a browser, where there is one, first drawing and answers to the hand."""
    from pages import answers, first_drawing, layout_seconds, page_sizes

    os.environ["NKGRAPH_CACHE"] = str(folder / "cache")
    sound = _is_sound(ROOT)
    if sound:
        picture, explorer, ego = page_sizes(ROOT)
        name = f"layout of the sector, {len(picture.nodes):,} nodes and {len(picture.links):,} links"
        yield Figure(name, layout_seconds(picture), "s", 2)
        yield Figure("page of the sector", explorer / 1e6, "MB", 4)
        yield Figure("page of the busiest thing", ego / 1e6, "MB", 1)
    if not CHROMIUM.is_file():
        return
    for nodes, budget in ((300, 300), (2_000, 800)):
        yield Figure(f"first drawing of {nodes:,} nodes", first_drawing(nodes, folder), "ms", budget)
    if sound:
        filters, slider = answers(picture, folder)
        yield Figure("a filter of the sector's page, to the next frame", filters, "ms", 50)
        yield Figure("a step of its slider", slider, "ms", 50)
    if long:
        yield from against_pyvis(folder)


def against_pyvis(folder: Path) -> Iterator[Figure]:
    """(f) The same 300 things and 600 links as a page of ours and as one of pyvis's own, in the same browser."""
    from pages import beside_pyvis, mock

    found = beside_pyvis(mock(300), folder)
    for what, ours, theirs in zip(("first drawing", "a picture at rest"), *found.values(), strict=True):
        yield Figure(f"300 nodes, from opening to {what}: ours", ours, "ms")
        yield Figure(f"the same by pyvis's own page, to {what}", theirs, "ms")
        yield Figure(f"pyvis's time in ours, to {what}", theirs / ours, "times", 10, AT_LEAST)


def library(folder: Path, *, long: bool) -> Iterator[Figure]:
    """(h) All questions of the library on the real tables: by us, by the engine alone and by rdflib's engine."""
    from questions import questions

    os.environ["NKGRAPH_CACHE"] = str(folder / "cache")
    if _is_sound(ROOT):
        _say("the question library")
        yield from (Figure(*row) for row in questions(ROOT, rdflib=long))


def table(figures: Sequence[Figure]) -> str:
    """The figures as a plain table."""
    rows = [("figure", "measured", "budget", "")]
    for figure in figures:
        budget = "" if figure.budget is None else f"{figure.bound} {figure.budget:g} {figure.unit}".rstrip()
        rows.append((figure.name, f"{figure.measured:.3g} {figure.unit}".rstrip(), budget, figure.verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def machine() -> Mapping[str, object]:
    """On what the figures were taken."""
    return {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count() or 0}


def _home(claims: int, folder: Path) -> Path:
    home = folder / f"home-{claims}"
    if not home.is_dir():
        _say(f"writing {claims:,} synthetic claims")
        write_home(claims, home)
    return home


def _is_sound(home: Path) -> bool:
    """Tell whether the real tables can be read: they may be in the making."""
    from nkgraph.curation.corpus import read_corpus
    from nkgraph.curation.home import Home
    from nkgraph.model.ontology import read_ontology

    try:
        read_corpus(Home(home), read_ontology(home / "ontology"))
    except NkgraphError as error:
        _say(f"the real tables are left out: {str(error).splitlines()[0]}")
        return False
    return True


def _work(work: str, home: Path, folder: Path, memory: int = 0) -> Took:
    """One workload in a fresh process; see workloads.py."""
    _say(f"{work}: {home.name}")
    with tempfile.TemporaryDirectory(dir=folder) as place:
        words = [sys.executable, str(HERE / "workloads.py"), work, str(home), place, "--memory", str(memory)]
        done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    took: Took = json.loads(done.stdout)
    return took


def _middle(runs: Sequence[Took]) -> Took:
    """The median of each quantity."""
    return {key: median(run[key] for run in runs) for key in runs[0]}


def _seconds(words: Sequence[str], environment: Mapping[str, str]) -> float:
    begin = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True, env=environment)
    return time.perf_counter() - begin


def _say(what: str) -> None:
    sys.stderr.write(f"{what}\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure builds, answers and pages against their budgets.")
    parser.add_argument("--quick", action="store_true", help="leave out growth, the page of pyvis and rdflib's engine")
    parser.add_argument("--million", action="store_true", help="add a build of a million claims (ten minutes)")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nkgraph-ratios-") as name:
        figures = list(_figures(given, Path(name)))
    if given.json:
        rows = [{**asdict(figure), "verdict": figure.verdict} for figure in figures]
        sys.stdout.write(json.dumps({"machine": machine(), "figures": rows}, indent=2) + "\n")
    else:
        sys.stdout.write(table(figures) + "\n")
    sys.exit(any(figure.verdict == "over" for figure in figures))


def _figures(given: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    yield from against_rdflib(folder, rounds=3 if given.quick else 7)
    yield from start_up(folder, rounds=15 if given.quick else 25)
    yield from page(folder, long=not given.quick)
    yield from library(folder, long=not given.quick)
    if not given.quick:
        yield from growth(folder)
    if given.million:
        yield from million(folder)


if __name__ == "__main__":
    main()
