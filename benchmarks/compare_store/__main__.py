"""Runs the parts that were asked for, prints tables and goals."""

import argparse
import sys
from pathlib import Path

from compare_snmp.pollers import Agent
from side_by_side import Goals, machine, show

from . import monitor, reference, spool, upkeep, ways, week
from .server import Cluster


class Bench:
    """What all parts share."""

    def __init__(self, args):
        self.classes = args.classes
        self.scratch = Path(args.scratch)
        self.quick = args.quick
        self.cluster = Cluster(args.postmaster)
        self.filled = None

    def folder(self, name):
        return self.scratch / name

    def week(self):
        """The week, loaded when it is asked for first."""
        if not self.filled:
            shape = (24, 4, 2) if self.quick else (48, 8, 7)
            self.filled = week.Week(self, *shape)
        return self.filled

    def close(self):
        if self.filled:
            self.filled.close()


def store(bench, goals):
    scale = 3 if bench.quick else 1
    pinged, polled = reference.PINGED // scale, reference.POLLED // scale
    found = ways.run(bench, pinged, polled, 3 if bench.quick else 5)
    last = found[ways.OURS][-1]
    show(f"{last.samples:,} samples of {pinged:,} pinged and {polled:,} polled devices, of which "
         f"those that come row by row are the first {ways.FEW:,}; one of our rows holds "
         f"{last.readings_per_row:.1f} readings, and there was no room {last.refused} times:",
         ways.table(found))
    show("Median of the rounds, and from the least to the most:", ways.ratios(found))
    ways.judge(found, goals)


def size(bench, goals):
    filled = bench.week()
    sizes = filled.sizes()
    show(f"{filled.samples:,} samples of {filled.days} days:", week.size_table(sizes, filled.state))
    show("To compact them and to roll up their days:", week.upkeep_table(filled))
    goals.at_most(f"bytes-per-sample-{filled.state.replace(' ', '-')}", sizes["ours"], 6, "{:.1f}")


def read(bench, goals):
    filled = bench.week()
    reads = filled.reads()
    show(f"24 h of {week.SERIES} series, warm, out of {filled.samples:,} samples:",
         week.read_table(reads, filled.state))
    goals.at_most(f"read-p50-ms-{filled.state.replace(' ', '-')}", reads["ours"][0], 1)


def drop(bench, goals):
    drops = bench.week().drops()
    show("To remove a day:", week.drop_table(drops))
    goals.at_most("drop-longest-ms", max(drops["ours"]), 100, "{:.0f}")


def append(bench, goals):
    found = spool.run(bench, 4 if bench.quick else 10)
    show("Appended until durable, the database away:", spool.table(found))
    spool.judge(found, goals)


def steady(bench, goals):
    times = (60, 15, 15) if bench.quick else (600, 180, 60)
    found = reference.run(bench, *times)
    show(f"{reference.PINGED:,} devices pinged every 30 s, {reference.POLLED:,} polled every 60 s, "
         f"pings gathered for {times[1]} s:", reference.table(found))
    reference.judge(found, goals)


def whole(bench, goals):
    load = (monitor.Load(20_000, 2_000, 60, 60, 20) if bench.quick
            else monitor.Load(reference.PINGED, reference.POLLED, 300, 600, 180))
    agent = Agent(bench.scratch)
    found = monitor.run(bench, load)
    agent.close()
    show(f"{load.pinged:,} devices pinged every 30 s, {load.polled:,} of them polled every 60 s, "
         f"watched for {load.seconds} s after {load.warm_up} s:", monitor.table(found))
    monitor.judge(found, goals)


def order(bench, goals):
    found = upkeep.run(bench, reference.PINGED, reference.POLLED, 20 if bench.quick else 1)
    show("Compaction of an hour of the reference load:", upkeep.table(found))


PARTS = {"ways": store, "size": size, "read": read, "drop": drop, "spool": append,
         "reference": steady, "monitor": whole, "upkeep": order}


def main():
    parser = argparse.ArgumentParser(prog="compare-store.sh")
    parser.add_argument("--classes", required=True)
    parser.add_argument("--scratch", required=True)
    parser.add_argument("--postmaster", required=True, type=int)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--part", action="append", choices=list(PARTS))
    args = parser.parse_args()
    goals, bench = Goals(), Bench(args)
    print(machine(), flush=True)
    for part in args.part or PARTS:
        PARTS[part](bench, goals)
    bench.close()
    print()
    print("\n".join(goals.lines))
    sys.exit(1 if goals.missed else 0)


main()
