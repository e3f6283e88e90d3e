"""The same tables give the same bytes of page and site on another machine: other hash seed, clock, place, processor.

What another machine would do otherwise is turned off here by environment: glibc chooses other sine and cosine where a
processor lacks FMA and AVX2, numpy and OpenBLAS other kernels. Nothing of ours may notice.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import nkgraph
from conftest import ROOT
from nkgraph.site.build import site_pages
from nkgraph.views.compose import sector_picture
from nkgraph.views.page import render

if TYPE_CHECKING:
    from nkgraph.knowledge_graph import KnowledgeGraph

CODE = """
import sys
import nkgraph
from test_page_machines import digests
print(*digests(nkgraph.open(sys.argv[1])))
"""
ELSEWHERE = {
    "an old processor": {
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX,-AVX512F,-AVX2_Usable,-FMA_Usable,-FMA4_Usable",
        "NPY_DISABLE_CPU_FEATURES": "FMA3 AVX2 AVX512F",
        "OPENBLAS_CORETYPE": "Prescott",
        "OMP_NUM_THREADS": "1",
        "PYTHONHASHSEED": "77",
    },
    "another place": {
        "PYTHONHASHSEED": "1",
        "TZ": "Pacific/Chatham",
        "LC_ALL": "C",
        "PYTHONUTF8": "1",
        "COLUMNS": "40",
    },
}


def digests(graph: KnowledgeGraph) -> tuple[str, str]:
    """SHA-256 of the page of the sector, and of the whole site."""
    page = hashlib.sha256(render(sector_picture(graph)).encode())
    site = hashlib.sha256()
    for path, text in site_pages(graph):
        site.update(f"{path}\0{text}\0".encode())
    return page.hexdigest(), site.hexdigest()


@pytest.fixture(scope="module")
def here(graph: KnowledgeGraph) -> tuple[str, str]:
    return digests(graph)


@pytest.mark.parametrize("machine", ELSEWHERE)
def test_page_and_site_have_the_same_bytes_elsewhere(here: tuple[str, str], machine: str) -> None:
    path = os.pathsep.join([str(ROOT / "tests"), *sys.path])
    environment = {**os.environ, "PYTHONPATH": path, **ELSEWHERE[machine]}
    answer = subprocess.run(
        [sys.executable, "-c", CODE, str(ROOT)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert tuple(answer.stdout.split()) == here


def test_the_sums_of_the_layout_use_no_numerical_library() -> None:
    code = f"import sys, nkgraph; from nkgraph.views.compose import sector_picture; sector_picture(nkgraph.open({str(ROOT)!r}))"
    code += "; print(sorted({'numpy', 'scipy'} & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ}, capture_output=True, text=True, check=True, timeout=300
    )
    assert answer.stdout.strip() == "[]"
    assert nkgraph.__file__
