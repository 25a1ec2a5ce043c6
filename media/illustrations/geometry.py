"""Curves and outlines, as lists of points. Units are those of the sheet: 1600 by 1000, y grows downwards."""

from collections.abc import Sequence
from math import atan2, cos, hypot, pi, sin, tau
from random import Random

Point = tuple[float, float]

CIRCLE = tuple((cos(tau * step / 36), sin(tau * step / 36)) for step in range(36))


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 7) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    curve: list[Point] = []
    for index in range(count if closed else count - 1):
        four = [_neighbour(points, index + shift, closed) for shift in (-1, 0, 1, 2)]
        curve.extend(_between(four, step / steps) for step in range(steps))
    if not closed:
        curve.append(points[-1])
    return curve


def _neighbour(points: Sequence[Point], index: int, closed: bool) -> Point:
    return points[index % len(points)] if closed else points[min(max(index, 0), len(points) - 1)]


def _between(four: Sequence[Point], share: float) -> Point:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = four
    square, cube = share * share, share * share * share

    def at(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * share + (2 * a - 5 * b + 4 * c - d) * square + (3 * b - a - 3 * c + d) * cube)

    return at(ax, bx, cx, dx), at(ay, by, cy, dy)


def ridge(rng: Random, y: float, height: float, *, waves: float = 2.0, step: int = 20) -> list[Point]:
    """A rolling line across the sheet, `height` from valley to top, with about `waves` tops."""
    parts = [
        (waves * factor, height / 2 * share, rng.uniform(0, tau))
        for factor, share in ((1, 0.6), (2.3, 0.28), (4.7, 0.12))
    ]
    line: list[Point] = []
    for x in range(-40, 1641, step):
        rise = sum(size * sin(tau * pace * x / 1600 + start) for pace, size, start in parts)
        line.append((x, y + rise))
    return line


def peaks(rng: Random, y: float, height: float, *, count: int = 5) -> list[Point]:
    """A line of soft mountain tops across the sheet."""
    points: list[Point] = [(-60, y)]
    width = 1720 / count
    for index in range(count):
        left = -60 + index * width
        points.append((left + width * rng.uniform(0.4, 0.6), y - height * rng.uniform(0.55, 1.0)))
        points.append((left + width, y - height * rng.uniform(0.05, 0.25)))
    return smooth(points, steps=10)


def down_to(line: Sequence[Point], base: float) -> list[Point]:
    """The area between a line and the level `base` below it."""
    return [*line, (line[-1][0], base), (line[0][0], base)]


def humps(tops: Sequence[tuple[float, float, float]], step: float = 4.0) -> list[Point]:
    """The upper edge of half ellipses that stand side by side on y = 0; each is (middle, half its width, height)."""
    x, last = min(mid - half for mid, half, _ in tops), max(mid + half for mid, half, _ in tops)
    line: list[Point] = []
    while x <= last:
        near = [(1 - ((x - mid) / half) ** 2, tall) for mid, half, tall in tops if abs(x - mid) < half]
        line.append((x, -max((tall * inside**0.5 for inside, tall in near), default=0.0)))
        x += step
    return [*line, (last, 0.0)]


def along(points: Sequence[Point], first: float, last: float) -> list[Point]:
    """The outline of a ribbon that follows the points, `first` wide at the start and `last` at the end."""
    left: list[Point] = []
    right: list[Point] = []
    final = len(points) - 1
    for index, (x, y) in enumerate(points):
        before, after = points[max(index - 1, 0)], points[min(index + 1, final)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        half = (first + (last - first) * index / final) / 2 / (hypot(dx, dy) or 1)
        left.append((x - dy * half, y + dx * half))
        right.append((x + dy * half, y - dx * half))
    return left + right[::-1]


def blade(start: Point, end: Point, width: float, *, bend: float = 0.0) -> list[Point]:
    """A pointed leaf from `start` to `end`; `bend` bows it sideways, in shares of its length."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1
    turn = atan2(end[1] - start[1], end[0] - start[0])
    upper: list[Point] = []
    lower: list[Point] = []
    for step in range(9):
        share = step / 8
        bow, half = bend * length * sin(pi * share), width / 2 * sin(pi * share**0.8)
        upper.append((share * length, bow - half))
        lower.append((share * length, bow + half))
    return [turned_by(point, turn, start) for point in upper + lower[::-1]]


def turned_by(point: Point, turn: float, origin: Point) -> Point:
    """The point turned about zero by `turn` radians, then moved to `origin`."""
    x, y = point
    return origin[0] + x * cos(turn) - y * sin(turn), origin[1] + x * sin(turn) + y * cos(turn)


def hexagon(x: float, y: float, radius: float) -> list[Point]:
    """A hexagon that stands on a corner."""
    return [(x + radius * sin(tau * side / 6), y + radius * cos(tau * side / 6)) for side in range(6)]
