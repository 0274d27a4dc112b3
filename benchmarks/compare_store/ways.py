"""The same samples in by every way in turn."""

from dataclasses import dataclass
from statistics import median

from side_by_side import note

from .programs import start
from .server import PORT, Used

ROWS, OURS = "batch", "ours"
WAYS = {
    "insert": "one INSERT for each row, autocommit",
    ROWS: "JDBC batches of 1,000",
    "rewrite": "the same, rewritten by the driver",
    "zabbix": "as Zabbix: text of 1,000 rows",
    OURS: "ours",
}
FLAGS = ["-Xms1g", "-Xmx1g"]
SECONDS = 180

# Row by row takes hours for what the others take seconds for; it gets the first ones alone.
FEW = 20_000


@dataclass
class Round:
    samples: int
    seconds: float
    client: float
    server: float
    wal: float
    disk: float
    stored: int
    wrong: int
    readings_per_row: float
    refused: int

    @property
    def pace(self):
        return self.samples / self.seconds


def run(bench, pinged, polled, rounds):
    """Rounds by way; one more before, which counts for nothing and makes the JVMs warm."""
    servers = {way: start(bench, way, FLAGS, "StoreServer", way, PORT, bench.folder(way))
               for way in WAYS}
    found = {way: [] for way in WAYS}
    for number in range(rounds + 1):
        for way, server in servers.items():
            done = once(bench, server, pinged, polled, FEW if way == "insert" else 10 ** 12)
            note(f"{way}: round {number} of {rounds}, {done.pace:,.0f} samples/s")
            if number > 0:
                found[way].append(done)
    for server in servers.values():
        server.close()
    return found


def once(bench, server, pinged, polled, most):
    samples, = server.ask(f"prepare {pinged} {polled} {SECONDS} {most}")
    used = Used(bench, server)
    nanos, = server.ask("go")
    client = used.client()
    wal, = server.ask("settle")
    of_server = used.server()
    stored, disk, wrong, blocks, readings, refused = server.ask("check")
    return Round(samples, nanos / 1e9, client / samples, of_server / samples, wal / samples,
                 disk / samples, stored, wrong, readings / blocks if blocks else 0, refused)


def table(found):
    lines = ["| way | | samples/s | client CPU us/sample | server CPU us/sample | WAL bytes/sample "
             "| disk bytes/sample |",
             "|---|---|---|---|---|---|---|"]
    for way, rounds in found.items():
        for name, of in [("min", min), ("median", median), ("max", max)]:
            lines.append(
                f"| {WAYS[way] if name == 'min' else ''} | {name} "
                f"| {of(r.pace for r in rounds):,.0f} "
                f"| {of(r.client for r in rounds) * 1e6:.2f} "
                f"| {of(r.server for r in rounds) * 1e6:.2f} "
                f"| {of(r.wal for r in rounds):.2f} | {of(r.disk for r in rounds):.1f} |")
    return lines


def against(found, way, value):
    """Ours over the other, in each round: the least, the median and the most."""
    ratios = [value(ours) / value(other) for ours, other in zip(found[OURS], found[way])]
    return min(ratios), median(ratios), max(ratios)


def ratios(found):
    lines = ["| ours over | samples/s | client CPU | server CPU | WAL | disk |",
             "|---|---|---|---|---|---|"]
    values = [lambda r: r.pace, lambda r: r.client, lambda r: r.server, lambda r: r.wal,
              lambda r: r.disk]
    for way in found:
        if way != OURS:
            cells = ["{1:.3g} ({0:.3g}-{2:.3g})".format(*against(found, way, v)) for v in values]
            lines.append(f"| {way} | {' | '.join(cells)} |")
    return lines


def judge(found, goals):
    pace = against(found, ROWS, lambda r: r.pace)[1]
    goals.at_least("samples-per-second-over-batch", pace, 3)
    goals.at_most("server-cpu-over-batch", against(found, ROWS, lambda r: r.server)[1], 0.33,
                  "{:.3f}")
    amiss = sum(abs(r.samples - r.stored) + r.wrong for rounds in found.values() for r in rounds)
    goals.at_most("samples-not-stored-exactly-once", amiss, 0, "{}")
