"""A provider's whole monitor, pings and polls, with its stores in memory, and then with ours over
PostgreSQL."""

import subprocess
import time
from dataclasses import dataclass

from compare_snmp.pollers import PORT as AGENTS
from side_by_side import Process, note

from .programs import java
from .server import PORT

# Room for what is read back from the spool; the same for both.
FLAGS = ["-Xms768m", "-Xmx768m", "-Xmn64m", "-XX:+ExitOnOutOfMemoryError"]

MEMORY, POSTGRES = "in memory", "in PostgreSQL"

# Where field.sh sends what is not to be answered; the first run leaves its routes behind.
SINK = "172.16.0.2"

# An hour is compacted so long after its end, and after as long as pings are gathered.
SETTLED = 300
LOOK, MINUTE = 10, 60


@dataclass
class Load:
    """How many are pinged and polled, and how long it is warmed up, watched, and pings gathered."""

    pinged: int
    polled: int
    warm_up: int
    seconds: int
    gathered: int


class Look:
    """What a monitor has done so far, and what that has cost it and the server."""

    def __init__(self, bench, monitor):
        (self.pings, self.polls, self.part, self.unasked, self.falsely_down, self.found,
         self.lateness_us, self.collection_ms, self.healthy) = monitor.ask("look")
        self.at = time.monotonic()
        self.cpu, self.server = monitor.cpu(), bench.cluster.cpu()
        self.threads, self.resident_mb = monitor.threads(), monitor.resident_mb()


@dataclass
class Watched:
    first: Look
    last: Look
    samples: int
    rows: int
    bytes: int
    peak_mb: float

    def seconds(self):
        return self.last.at - self.first.at

    def since(self, name):
        return getattr(self.last, name) - getattr(self.first, name)

    def percent(self, seconds_of_cpu):
        return 100 * seconds_of_cpu / self.seconds()


def run(bench, load):
    """What was found, by where the stores were."""
    with_it = [PORT, bench.folder("monitor"), load.gathered]
    bench.cluster.vacuum_by_itself(True)
    found = {MEMORY: watch(bench, load, MEMORY, [])}
    begin_clear_of_compaction(load)
    found[POSTGRES] = watch(bench, load, POSTGRES, with_it)
    bench.cluster.vacuum_by_itself(False)
    return found


def begin_clear_of_compaction(load):
    """What part "upkeep" measures is not to fall into some runs and not into others: the few
    minutes of an hour that is over would be compacted."""
    left = 3_600 - time.time() % 3_600
    if left + SETTLED + load.gathered < load.warm_up + load.seconds + MINUTE:
        note(f"monitor: waits {left:.0f} s for the next hour, or this one would be compacted")
        time.sleep(left)


def watch(bench, load, name, words):
    note(f"monitor: {load.pinged:,} pinged, {load.polled:,} polled, stores {name}, "
         f"{load.warm_up} s and then {load.seconds} s")
    subprocess.run(["ip", "route", "flush", "table", "local", "via", SINK], check=True)
    monitor = Process("monitor", java(bench, FLAGS, "scale.ReferenceMonitor", load.pinged,
                                      load.polled, AGENTS, *words))
    console(monitor, load.warm_up)
    monitor.ask("carry")
    before = monitor.ask("stored")
    first = Look(bench, monitor)
    console(monitor, load.seconds)
    monitor.ask("carry")  # so that all is paid for that came in this time
    last = Look(bench, monitor)
    after = monitor.ask("stored")
    peak = monitor.peak_mb()
    monitor.close()
    return Watched(first, last, *(b - a for a, b in zip(before, after)), peak)


def console(monitor, seconds):
    """Somebody reads the whole board every ten seconds, and each minute some devices change."""
    began = time.monotonic()
    for turn in range(seconds // LOOK):
        if turn * LOOK % MINUTE == 0:
            monitor.ask("change")
        monitor.ask("board")
        time.sleep(max(0, began + (turn + 1) * LOOK - time.monotonic()))


def table(found):
    rows = [("our process", lambda w: core(w.percent(w.since("cpu")))),
            ("without the compilers of the JVM", lambda w: core(w.percent(steady(w)))),
            ("PostgreSQL", lambda w: core(w.percent(w.since("server")))),
            ("pings, polls a second", lambda w: per_second(w, "pings") + ", " +
             per_second(w, "polls")),
            ("samples stored a second", lambda w: f"{w.samples / w.seconds():,.0f}"),
            ("rows, bytes a sample, not compacted", stored),
            ("bytes a day, not compacted", lambda w: f"{day(w):.1f} GB"),
            ("collections of garbage", lambda w: core(w.percent(w.since("collection_ms") / 1e3))),
            ("resident, and at the most", lambda w: f"{w.last.resident_mb:,.0f} MB, "
             f"{w.peak_mb:,.0f} MB"),
            ("lateness p99", lambda w: f"{w.last.lateness_us / 1e3:.1f} ms"),
            ("falsely down, changes found", lambda w: f"{w.last.falsely_down}, "
             f"{w.since('found')}"),
            ("partly read, left out", lambda w: f"{w.since('part')}, {w.since('unasked')}"),
            ("healthy", lambda w: "yes" if w.last.healthy else "no")]
    lines = [f"| | {' | '.join(found)} |", "|---|---|---|"]
    lines += [f"| {name} | {' | '.join(value(w) for w in found.values())} |"
              for name, value in rows]
    return lines + thread_rows(found)


def thread_rows(found):
    used = [spent(watched) for watched in found.values()]
    names = sorted(set().union(*used), key=lambda name: -used[-1].get(name, 0))
    return [f"| thread {name} | {' | '.join(core(each.get(name, 0)) for each in used)} |"
            for name in names if max(each.get(name, 0) for each in used) >= 0.1]


def spent(watched):
    """Percent of a core by the names of threads."""
    before = watched.first.threads
    return {name: watched.percent(cpu - before.get(name, 0))
            for name, cpu in watched.last.threads.items()}


def steady(watched):
    """Seconds of CPU without those of the compilers, which end after some hours."""
    compilers = sum(share for name, share in spent(watched).items() if "Compiler" in name)
    return watched.since("cpu") - compilers * watched.seconds() / 100


def core(percent):
    return f"{percent:.1f} % of a core"


def per_second(watched, name):
    return f"{watched.since(name) / watched.seconds():,.0f}"


def stored(watched):
    each = watched.bytes / watched.samples if watched.samples else 0
    return f"{watched.rows:,}, {each:.1f}"


def day(watched):
    return watched.bytes / watched.seconds() * 86_400 / 2 ** 30


def judge(found, goals):
    memory, postgres = found[MEMORY], found[POSTGRES]
    goals.at_most("monitor-cpu-with-store-over-without",
                  postgres.percent(postgres.since("cpu")) / memory.percent(memory.since("cpu")),
                  1.3)
    # One that left out questions had less to do than the other, or no room to do it.
    goals.at_most("monitor-questions-left-out", max(w.since("unasked") for w in found.values()), 0,
                  "{}")
    goals.at_most("monitor-falsely-down", max(w.last.falsely_down for w in found.values()), 0,
                  "{}")
