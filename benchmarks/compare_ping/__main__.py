"""Runs the parts that were asked for, prints tables and goals."""

import argparse
import sys
from pathlib import Path

from side_by_side import Goals, machine, show

from . import accuracy, rounds, steady
from .tools import Warm

PARTS = ["losses", "rounds", "accuracy", "monitor"]
FULL_LIST = 65_000
DEVICES = 100_000
INTERVAL = 30


class Lists:
    """Files of addresses: distinct ones of the loopback network, and ones that nobody answers."""

    def __init__(self, scratch):
        self.folder = Path(scratch)

    def alive(self, size):
        return self.file(f"{size}-alive", [loopback(i) for i in range(size)])

    def some_silent(self, size):
        return self.file(f"{size}-silent", [
            silent(i) if i % 10 == 9 else loopback(i) for i in range(size)])

    def of_its_own(self, size):
        """Addresses that no other list has, for what runs beside other things."""
        return self.file(f"{size}-own", [loopback(1_000_000 + i) for i in range(size)])

    def of(self, share, size):
        return self.some_silent(size) if share else self.alive(size)

    def shape(self, file):
        size, kind = file.name.split("-")
        return int(size), int(size) // 10 if kind == "silent" else 0

    def file(self, name, addresses):
        path = self.folder / name
        if not path.exists():
            path.write_text("\n".join(addresses) + "\n")
        return path


def loopback(i):
    return f"127.{1 + i // 62_500}.{i % 62_500 // 250}.{1 + i % 250}"


def silent(i):
    return f"10.99.{i // 250 % 256}.{1 + i % 250}"


class Bench:
    """What all parts share: the lists, and JVMs that stay warm."""

    NAMES = {"engine": "ours, warm JVM", "unstamped": "ours, warm, no transmit timestamps",
             "reachable": "isReachable, 100 threads, warm JVM"}

    def __init__(self, args):
        self.scratch = args.scratch
        self.classes = args.classes
        self.quick = args.quick
        self.lists = Lists(args.scratch)
        self.jvms = {}
        self.loads = []
        self.interval = INTERVAL

    def jvm(self, pinger):
        if pinger not in self.jvms:
            self.jvms[pinger] = Warm(self.NAMES[pinger], self.classes, pinger)
        return self.jvms[pinger]

    def close(self):
        for jvm in self.jvms.values():
            jvm.close()
        self.jvms.clear()


def count_losses(bench, goals):
    asked, down, undecided = rounds.losses(bench, 1_000_000)
    print(f"\n{asked:,} pings of the engine at full speed: {down} falsely down, "
          f"{undecided} undecided")
    goals.at_most("engine-falsely-down-in-1000000", down, 0, "{}")
    goals.at_most("engine-undecided-in-1000000", undecided, 0, "{}")


def compare_rounds(bench, goals):
    if bench.quick:
        peers = ["icmplib datagram", "reachable"]
        costs = rounds.compare(bench, [1_000], [0], 1, peers)
        costs.update(rounds.compare(bench, [FULL_LIST], [0], 3, []))
    else:
        costs = rounds.compare(bench, [1_000, 10_000, FULL_LIST], [0, 10], 5, rounds.PEERS)
    show("Rounds, each tool in turn:", rounds.table(costs, bench.lists))
    cpu, speed = rounds.ratios(costs, bench.lists.alive(FULL_LIST))
    goals.at_most("engine-cpu-per-ping-over-fping", cpu, 0.6)
    goals.at_least("engine-pings-per-second-over-fping", speed, 1.6)


def measure_accuracy(bench, goals):
    runs = [("engine", FULL_LIST, 0), ("engine", 10_000 if bench.quick else FULL_LIST, 3_333)]
    if not bench.quick:
        runs += [("unstamped", FULL_LIST, 0), ("unstamped", FULL_LIST, 3_333)]
    lines = ["| engine | pace | compared | lost by the observer | observed p50 us | error p50 us "
             "| error p99 us | error max us |",
             "|---|---|---|---|---|---|---|---|"]
    for pinger, size, pace in runs:
        found = accuracy.measure(bench, pinger, size, pace)
        lines.append(accuracy.row(bench.NAMES[pinger], size, pace, *found))
        if pinger == "engine":
            name = "at-3333-per-second" if pace else "at-full-speed"
            error = abs(accuracy.share(found[0], 0.99)) / 1000
            goals.at_most(f"round-trip-error-p99-us-{name}", error, 15)
    show("Round trips against an observer:", lines)


def start_monitor(bench):
    bench.interval = 20 if bench.quick else INTERVAL
    bench.loads = steady.start(bench, DEVICES, bench.interval)


def watch_monitor(bench, goals):
    bench.close()
    if not bench.loads:
        start_monitor(bench)
    # The first questions take one interval, and the second may be three quarters of one late: that
    # is not what goes on for ever.
    warm_up, windows, length = (41, 2, 5) if bench.quick else (65, 5, 30)
    if bench.quick:
        steady.warm_up(bench.loads, warm_up - 1)
        for load in bench.loads:
            load.collect()
    found = steady.watch(bench.loads, warm_up, windows, length)
    show(f"{DEVICES:,} devices every {bench.interval} s:", steady.table(found, length))
    show("Where the CPU time goes:", steady.threads(found))
    goals.at_most("monitor-cpu-per-ping-over-engine", steady.ratio(found), 2)
    resident = max(window.resident_mb for window in found[steady.MONITOR])
    goals.at_most("monitor-resident-mb", resident, 250, "{:.0f}")


def main():
    parser = argparse.ArgumentParser(prog="compare-ping.sh")
    parser.add_argument("--classes", required=True)
    parser.add_argument("--scratch", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--part", action="append", choices=PARTS)
    args = parser.parse_args()
    goals = Goals()
    bench = Bench(args)
    print(machine(), flush=True)
    runs = dict(zip(PARTS, [count_losses, compare_rounds, measure_accuracy, watch_monitor]))
    if args.quick and "monitor" in (args.part or PARTS):
        # It warms up beside the other parts, which all carry its load, ours and the peers' alike.
        start_monitor(bench)
    for part in args.part or PARTS:
        runs[part](bench, goals)
    bench.close()
    print()
    print("\n".join(goals.lines))
    sys.exit(1 if goals.missed else 0)


main()
