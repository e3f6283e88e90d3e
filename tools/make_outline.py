# ruff: noqa: INP001 - a script, no package
"""Make the outlines under graph/nkgraph/views/outline/ from Natural Earth, which is in the public domain.

``python tools/make_outline.py WORLD_ATLAS COUNTRIES_DBF``

WORLD_ATLAS is the unpacked npm package world-atlas (countries-110m.json and countries-50m.json: Natural Earth as
TopoJSON); COUNTRIES_DBF is the attribute table of Natural Earth's admin-0 countries, which tells the ISO code.
The world is kept whole but for Antarctica and quantised; Northeast Asia is cut from the finer scale, thinned and
quantised. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Point = tuple[float, float]
Ring = list[Point]

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "graph" / "nkgraph" / "views" / "outline"
WINDOW = (100.0, 15.0, 150.0, 55.0)
SEAM = -26.0
LEFT_OUT = "AQ"
WORLD_UNIT, NEAR_UNIT = 0.1, 0.01
TOLERANCE, SMALLEST = 0.012, 0.1
END_OF_FIELDS = 0x0D


def main(atlas: Path, table: Path) -> None:
    """Write both outlines."""
    codes = dict(_codes(table.read_bytes()))
    _write("world.json", _world(json.loads((atlas / "countries-110m.json").read_text("utf-8")), codes))
    _write("northeast-asia.json", _near(json.loads((atlas / "countries-50m.json").read_text("utf-8")), codes))


def _write(name: str, outline: object) -> None:
    (FOLDER / name).write_text(json.dumps(outline, separators=(",", ":")) + "\n", "utf-8")


def _codes(content: bytes) -> Iterator[tuple[str, str]]:
    """ISO numeric and alpha-2 code of each row of a dBase table."""
    count, head, width = struct.unpack("<IHH", content[4:12])
    fields, at, place = {}, 32, 1
    while content[at] != END_OF_FIELDS:
        fields[content[at : at + 11].split(b"\0")[0].decode()] = (place, content[at + 16])
        place += content[at + 16]
        at += 32
    for row in range(count):
        cells = content[head + row * width : head + (row + 1) * width]
        number, letters = (
            cells[start : start + long].decode().strip("\0 ")
            for start, long in (fields["ISO_N3_EH"], fields["ISO_A2_EH"])
        )
        if number != "-99" and letters != "-99":
            yield number, letters


def _arcs(topology: dict[str, object]) -> list[Ring]:
    """The arcs of a topology in degrees."""
    step, origin = topology["transform"]["scale"], topology["transform"]["translate"]  # type: ignore[index]
    found = []
    for arc in topology["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * step[0] + origin[0], y * step[1] + origin[1]))
        found.append(_unwrapped(points))
    return found


def _unwrapped(points: Ring) -> Ring:
    """Points counted on past 180 degrees instead of leaping to the other side."""
    found = points[:1]
    for x, y in points[1:]:
        found.append((x - 360 * round((x - found[-1][0]) / 360), y))
    return found


def _countries(topology: dict[str, object], codes: dict[str, str]) -> Iterator[tuple[str, list[list[int]]]]:
    """Code (empty where Natural Earth gives none) and rings, each a list of arcs, of every country."""
    for shape in topology["objects"]["countries"]["geometries"]:  # type: ignore[index]
        rings = shape["arcs"] if shape["type"] == "Polygon" else [ring for part in shape["arcs"] for ring in part]
        code = codes.get(shape.get("id", ""), "")
        if code != LEFT_OUT:
            yield code, rings


def _world(topology: dict[str, object], codes: dict[str, str]) -> object:
    """Countries that share their arcs; what lies west of the seam is carried round to the east."""
    arcs = _arcs(topology)
    countries = list(_countries(topology, codes))
    used = sorted({arc if arc >= 0 else ~arc for _, rings in countries for ring in rings for arc in ring})
    number = {arc: i for i, arc in enumerate(used)}
    lines = []
    for arc in used:
        points = arcs[arc]
        west = (min(x for x, _ in points) + max(x for x, _ in points)) / 2 < SEAM
        lines.append(_quantised([(x + 360 if west else x, y) for x, y in points], WORLD_UNIT))
    shapes = [
        [code, [[number[arc] if arc >= 0 else ~number[~arc] for arc in ring] for ring in rings]]
        for code, rings in countries
    ]
    return {"unit": WORLD_UNIT, "arcs": lines, "countries": sorted(shapes)}


def _near(topology: dict[str, object], codes: dict[str, str]) -> object:
    """Countries cut to the window, each ring an arc of its own."""
    arcs = _arcs(topology)
    lines: list[list[int]] = []
    shapes = []
    for code, rings in sorted(_countries(topology, codes)):
        mine = []
        for ring in rings:
            points = [p for arc in ring for p in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
            cut = _cut(_unwrapped(points))
            if cut and _extent(cut) >= SMALLEST:
                lines.append(_quantised(_thinned(cut), NEAR_UNIT))
                mine.append([len(lines) - 1])
        if mine:
            shapes.append([code, mine])
    return {"unit": NEAR_UNIT, "window": WINDOW, "arcs": lines, "countries": shapes}


def _extent(ring: Ring) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _cut(ring: Ring) -> Ring:
    """A ring cut to the window, side by side."""
    west, south, east, north = WINDOW
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: Ring = []
        for before, here in zip([ring[-1], *ring], ring, strict=False):
            inside, was = (here[axis] - limit) * sign >= 0, (before[axis] - limit) * sign >= 0
            if inside != was:
                share = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append((before[0] + (here[0] - before[0]) * share, before[1] + (here[1] - before[1]) * share))
            if inside:
                kept.append(here)
        if not kept:
            return []
        ring = kept
    return ring


def _thinned(ring: Ring) -> Ring:
    """A ring without the points that lie closer than the tolerance to the line without them (Douglas, Peucker 1973).

    It is split at its extreme points, so that two neighbours thin a common border alike as far as it goes.
    """
    turn = ring.index(min(ring))
    ring = [*ring[turn:], *ring[:turn]]
    far = ring.index(max(ring))
    return [*_thin(ring[: far + 1])[:-1], *_thin([*ring[far:], ring[0]])]


def _thin(line: Sequence[Point]) -> list[Point]:
    if len(line) < 3:  # noqa: PLR2004 - two points are a line
        return list(line)
    (ax, ay), (bx, by) = line[0], line[-1]
    long = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    far, at = max(
        (
            abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / long if long else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5,
            i,
        )
        for i, (x, y) in enumerate(line[1:-1], start=1)
    )
    return [*_thin(line[: at + 1])[:-1], *_thin(line[at:])] if far > TOLERANCE else [line[0], line[-1]]


def _quantised(points: Ring, unit: float) -> list[int]:
    """First point, then steps, in units; points that fall together are one."""
    flat: list[int] = []
    last: tuple[int, int] | None = None
    for x, y in points:
        here = round(x / unit), round(y / unit)
        if here != last:
            flat += here if last is None else (here[0] - last[0], here[1] - last[1])
            last = here
    return flat


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
