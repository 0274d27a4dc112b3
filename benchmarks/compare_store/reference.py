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
    learnt: float
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
    note(f"reference: a minute until all devices are known, then {seconds} s")
    bench.cluster.vacuum_by_itself(True)
    server.ask(f"idle {warm_up}")
    used = Used(bench, server)
    made, _ = server.ask(f"idle {warm_up}")
    made_cpu = used.client() / made
    learnt, = server.ask("learn")
    used = Used(bench, server)
    samples, latest, first, second, lost = server.ask(f"go {seconds}")
    client, of_server = used.client(), used.server()
    stored, there, rows, size = server.ask("check")
    server.close()
    bench.cluster.vacuum_by_itself(False)
    return Steady(seconds, learnt / 1e9, samples, latest / 1e3, made_cpu, client / samples,
                  of_server / samples, first / 2 ** 20, second / 2 ** 20, lost, stored,
                  abs(stored - there), size / stored, rows)


def table(found):
    pace = found.samples / found.seconds
    deepest = f"{found.first_half_mb:.1f} MB, {found.second_half_mb:.1f} MB"
    day = pace * 86_400 * found.bytes_each / 2 ** 30
    rows = [
        ("samples/s", f"{pace:,.0f} for {found.seconds} s"),
        ("to carry the first minute", f"{found.learnt:.0f} s, since all devices are new"),
        ("latest sample", f"{found.latest_ms:.0f} ms after its time"),
        ("our process", share(pace, found.client)),
        ("of that, to make the samples", share(pace, found.made)),
        ("PostgreSQL", share(pace, found.server)),
        ("spool, deepest in each half", deepest),
        ("lost or refused", f"{found.lost}"),
        ("stored and found", f"{found.stored:,} in {found.rows:,} rows, {found.amiss} amiss"),
        ("bytes/sample, not compacted", f"{found.bytes_each:.1f}, {day:.1f} GB a day"),
    ]
    return ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]


def share(pace, each):
    return f"{100 * pace * each:.1f} % of a core, {each * 1e6:.2f} us/sample"


def judge(found, goals):
    goals.at_most("spool-depth-second-half-over-first",
                  found.second_half_mb / found.first_half_mb, 1.25)
    goals.at_most("reference-samples-amiss", found.amiss + found.lost, 0, "{}")
