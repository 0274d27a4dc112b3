"""The same week in our storage and in rows: its size, a day of a series, and a day less."""

from statistics import median

from side_by_side import note

from .programs import start
from .server import PORT, Used

TABLES = ["ours", "batch", "zabbix"]
SERIES = 200


class Week:
    def __init__(self, bench, pinged, polled, days):
        self.days = days
        self.server = start(bench, "week", ["-Xmx1g"], "HistoryServer", PORT, bench.folder("week"),
                            pinged, polled, days)
        self.samples, = self.server.ask("load")
        note(f"week: {self.samples:,} samples are in")
        used = Used(bench, self.server)
        self.is_compacted = self.server.ask("compact") == [1]
        self.upkeep = used.client(), used.server()
        self.state = "compacted" if self.is_compacted else "not compacted"

    def sizes(self):
        return {table: self.server.ask(f"size {table}")[0] / self.samples for table in TABLES}

    def reads(self):
        """Milliseconds at the median and the 99th percentile, and samples for a question."""
        found = {}
        for table in TABLES:
            p50, p99, samples = self.server.ask(f"read {table} {SERIES}")
            found[table] = p50 / 1e6, p99 / 1e6, samples / SERIES
        if len({samples for _, _, samples in found.values()}) > 1:
            raise RuntimeError(f"the tables do not give the same samples: {found}")
        return found

    def drops(self):
        """Milliseconds by table: ours each day, rows the first one, since they have to be deleted
        one by one."""
        found = {table: [self.drop(table, 0)] for table in TABLES}
        found["ours"] += [self.drop("ours", day) for day in range(1, self.days - 1)]
        return found

    def drop(self, table, day):
        return self.server.ask(f"drop {table} {day}")[0] / 1e6

    def close(self):
        self.server.close()


def size_table(sizes, state):
    return [f"| table | bytes/sample |", "|---|---|",
            *(f"| {name(table, state)} | {size:.1f} |" for table, size in sizes.items())]


def upkeep_table(filled):
    return ["| process | CPU us/sample |", "|---|---|",
            *(f"| {name} | {seconds / filled.samples * 1e6:.2f} |"
              for name, seconds in zip(["ours", "PostgreSQL, with vacuum and checkpoint"],
                                       filled.upkeep))]


def read_table(reads, state):
    return ["| table | samples | p50 ms | p99 ms |", "|---|---|---|---|",
            *(f"| {name(table, state)} | {samples:,.0f} | {p50:.2f} | {p99:.2f} |"
              for table, (p50, p99, samples) in reads.items())]


def drop_table(drops):
    return ["| table | days | median ms | longest ms |", "|---|---|---|---|",
            *(f"| {table} | {len(each)} | {median(each):.0f} | {max(each):.0f} |"
              for table, each in drops.items())]


def name(table, state):
    return f"ours, {state}" if table == "ours" else table
