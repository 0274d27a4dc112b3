"""The whole monitor with its stores in memory, and then with ours over PostgreSQL."""

import re
import subprocess

from side_by_side import note

from .programs import java
from .server import PORT

# Room for what is read back from the spool; the same for both.
FLAGS = ["-Xmx400m", "-Xmn48m", "-XX:+ExitOnOutOfMemoryError"]

# Where field.sh sends what is not to be answered; the first run leaves its routes behind.
SINK = "172.16.0.2"
CPU = re.compile(r"\| processor \| ([\d.]+) % of a core")


def run(bench, devices, minutes, gathered):
    """What the program says, by what it stores in, and the server's share of a core."""
    with_it = [PORT, bench.folder("monitor"), gathered]
    found = {}
    bench.cluster.vacuum_by_itself(True)
    for name, words in [("in memory", []), ("in PostgreSQL", with_it)]:
        note(f"monitor: {devices:,} devices for {minutes} minutes, stores {name}")
        subprocess.run(["ip", "route", "flush", "table", "local", "via", SINK], check=True)
        before = bench.cluster.cpu()
        done = subprocess.run(java(bench, FLAGS, "scale.Scale", devices, minutes, *words),
                              stdout=subprocess.PIPE, text=True, check=True)
        found[name] = done.stdout.splitlines(), bench.cluster.cpu() - before
    bench.cluster.vacuum_by_itself(False)
    return found


def share(found, name):
    return float(CPU.search("\n".join(found[name][0])).group(1))


def judge(found, goals):
    goals.at_most("monitor-cpu-with-store-over-without",
                  share(found, "in PostgreSQL") / share(found, "in memory"), 1.3)
