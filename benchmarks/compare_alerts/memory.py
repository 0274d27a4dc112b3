"""What an open alert takes of the heap, by what is kept with alerting and what without."""

import re
import subprocess
from collections import Counter
from dataclasses import dataclass

from side_by_side import Process

from .programs import java

RADIOS = 500
FLAGS = ["-Xms2g", "-Xmx2g"]
CLASS = re.compile(r"\s*\d+:\s+\d+\s+(\d+)\s+(\S+)")


@dataclass
class Weighed:
    """Bytes that came with the alerts, in all and by class, and how many alerts there are."""

    grown: int
    by_class: Counter
    open: int
    told: int


class Heap:
    """A process with a monitor in manual time."""

    def __init__(self, classes, towers, alerting):
        self.process = Process("heap", java(classes, FLAGS, "AlertHeap", towers, RADIOS, alerting))

    def weigh(self, trouble):
        quiet = self.process.ask("quiet")[0]
        before = self.histogram()
        grown, open_, told = self.process.ask(trouble)
        after = self.histogram()
        self.process.close()
        after.subtract(before)
        return Weighed(grown - quiet, after, open_, told)

    def histogram(self):
        """Bytes of what lives, by class; after a collection of all garbage."""
        command = ["jcmd", str(self.process.process.pid), "GC.class_histogram"]
        said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        found = [CLASS.match(line) for line in said.splitlines()]
        return Counter({one.group(2): int(one.group(1)) for one in found if one})


def weigh(classes, trouble, towers):
    """What alerting adds: what grows with it less what grows without."""
    with_it = Heap(classes, towers, "with").weigh(trouble)
    without = Heap(classes, towers, "without").weigh(trouble)
    with_it.by_class.subtract(without.by_class)
    return Weighed(with_it.grown - without.grown, with_it.by_class, with_it.open, with_it.told)


def table(found):
    lines = ["| alerts | open | told | MB in all | bytes an alert |", "|---|---|---|---|---|"]
    for name, weighed in found:
        lines.append(f"| {name} | {weighed.open:,} | {weighed.told:,} "
                     f"| {weighed.grown / 2 ** 20:.1f} | {weighed.grown / weighed.open:,.0f} |")
    return lines


def by_class(weighed, most=10):
    lines = ["| class | bytes an alert |", "|---|---|"]
    for name, size in weighed.by_class.most_common(most):
        lines.append(f"| `{name}` | {size / weighed.open:,.0f} |")
    return lines
