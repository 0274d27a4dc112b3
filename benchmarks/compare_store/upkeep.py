"""What it costs to compact an hour of the reference load, and to roll up the days of a week."""

from dataclasses import dataclass

from side_by_side import note

from .programs import start
from .server import PORT, Used


@dataclass
class Compacted:
    scale: int
    samples: int
    rows: int
    bytes_before: int
    series: int
    client: float
    server: float
    bytes_after: int


def run(bench, pinged, polled, scale):
    """Of so many devices only the part that the scale divides them by."""
    pinged, polled = pinged // scale, polled // scale
    server = start(bench, "upkeep", ["-Xmx768m"], "UpkeepServer", PORT, bench.folder("upkeep"),
                   pinged, polled)
    note(f"upkeep: an hour of {pinged:,} pinged and {polled:,} polled devices")
    samples, rows, before = server.ask("load")
    used = Used(bench, server)
    series, = server.ask("compact")
    client, of_server = used.client(), used.server()
    after, = server.ask("size")
    server.close()
    return Compacted(scale, samples, rows, before, series, client, of_server, after)


def table(found):
    return ["| | |", "|---|---|",
            f"| compacted | {found.samples:,} samples in {found.rows:,} rows |",
            f"| to | {found.series:,} series |",
            f"| our process | {cost(found.client, found)} |",
            f"| PostgreSQL | {cost(found.server, found)} |",
            f"| bytes/sample before and after | {found.bytes_before / found.samples:.1f}, "
            f"{found.bytes_after / found.samples:.1f} |"]


def cost(seconds, found):
    """An hour's work has an hour; the share is that of all devices."""
    return (f"{seconds * found.scale / 36:.1f} % of a core, {seconds / found.samples * 1e6:.2f} us/sample, "
            f"{seconds:.1f} s")
