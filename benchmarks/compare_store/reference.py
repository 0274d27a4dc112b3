"""The load of a provider by the clock: 23,333 samples a second."""

from dataclasses import dataclass

from side_by_side import note

from .programs import start
from .server import PORT, Used

PINGED, POLLED = 100_000, 10_000
FLAGS = ["-Xms512m", "-Xmx512m"]


@dataclass
class Steady:
    seconds: int
    samples: int
    latest_ms: float
    made: float
    client: float
    server: float
    first_half_mb: float
    second_half_mb: float
    lost: int
    stored: int
    amiss: int
    bytes_each: float
    rows: int


def run(bench, seconds, gathered, warm_up):
    server = start(bench, "reference", FLAGS, "ReferenceServer", PORT, bench.folder("reference"),
                   PINGED, POLLED, gathered)
    note(f"reference: {warm_up} s of making samples, {warm_up} s until warm, {seconds} s")
    server.ask(f"idle {warm_up}")
    used = Used(bench, server)
    made, _ = server.ask(f"idle {warm_up}")
    made_cpu = used.client() / made
    server.ask(f"go {warm_up}")
    used = Used(bench, server)
    samples, latest, first, second, lost = server.ask(f"go {seconds}")
    client, of_server = used.client(), used.server()
    stored, there, rows, size = server.ask("check")
    server.close()
    return Steady(seconds, samples, latest / 1e3, made_cpu, client / samples, of_server / samples,
                  first / 2 ** 20, second / 2 ** 20, lost, stored, abs(stored - there),
                  size / stored, rows)


def table(found):
    pace = found.samples / found.seconds
    day = pace * 86_400 * found.bytes_each / 2 ** 30
    core = pace * 100
    rows = [
        ("samples/s", f"{pace:,.0f} for {found.seconds} s"),
        ("latest sample", f"{found.latest_ms:.0f} ms after its time"),
        ("our process", f"{core * found.client:.1f} % of a core, {found.client * 1e6:.2f} us/sample"),
        ("of that, to make the samples", f"{core * found.made:.1f} % of a core"),
        ("PostgreSQL", f"{core * found.server:.1f} % of a core, {found.server * 1e6:.2f} us/sample"),
        ("spool, deepest in each half", f"{found.first_half_mb:.1f} MB, {found.second_half_mb:.1f} MB"),
        ("lost or refused", f"{found.lost}"),
        ("stored and found", f"{found.stored:,} in {found.rows:,} rows, {found.amiss} amiss"),
        ("bytes/sample, not compacted", f"{found.bytes_each:.1f}, {day:.1f} GB a day"),
    ]
    return ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]


def judge(found, goals):
    goals.at_most("spool-depth-second-half-over-first",
                  found.second_half_mb / found.first_half_mb, 1.25)
    goals.at_most("reference-samples-amiss", found.amiss + found.lost, 0, "{}")
