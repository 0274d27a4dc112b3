"""The tools that are compared. Each pings a file of addresses once and says what it cost."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

SILENT_NET = "10.99."

# What an operator would give a small service; the same for every JVM that pings rounds.
QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
JAVA = ["java", "-XX:+UseSerialGC", "-Xmx160m", QUIET]


@dataclass
class Cost:
    """One round: seconds, seconds of CPU, peak kilobytes, and what went wrong."""

    wall: float
    cpu: float
    peak_kb: int
    falsely_down: int
    undecided: int = 0


def addresses_in(file):
    return Path(file).read_text().split()


def silent_in(file):
    return sum(a.startswith(SILENT_NET) for a in addresses_in(file))


def run(command, out):
    """Runs a program to its end, with its output in a file; gives its usage, too."""
    with open(out, "wb") as sink, open(os.devnull) as nothing:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=nothing, stdout=sink, stderr=sink)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, process.returncode


class Fping:
    """A process for each round. What it prints goes to a file, as a program that uses it would
    read it."""

    name = "fping"

    def __init__(self, scratch):
        self.out = f"{scratch}/fping.out"
        self.peaks = {}

    @staticmethod
    def command(file):
        return ["fping", "-C1", "-q", "-i0", "-r0", "-t1000", "-f", str(file)]

    def round(self, file):
        wall, cpu, _, code = run(self.command(file), self.out)
        if code not in (0, 1):
            raise RuntimeError(f"fping ended with {code}: {Path(self.out).read_text()[-200:]}")
        lines = Path(self.out).read_text().splitlines()
        down = sum(
            line.endswith(": -") and not line.startswith(SILENT_NET) for line in lines
        )
        return Cost(wall, cpu, self.peak(file), down)

    def peak(self, file):
        """From a run of its own: the usage of a process that Python starts begins at Python's."""
        if file not in self.peaks:
            report = f"{self.out}.peak"
            run(["/usr/bin/time", "-f", "%M", "-o", report] + self.command(file), self.out)
            self.peaks[file] = int(Path(report).read_text().split()[-1])
        return self.peaks[file]


class Icmplib:
    """Debian's icmplib in a process for each round."""

    def __init__(self, scratch, privileged):
        self.name = "icmplib " + ("raw" if privileged else "datagram")
        self.kind = "raw" if privileged else "datagram"
        self.out = f"{scratch}/icmplib.out"

    def round(self, file):
        script = str(Path(__file__).with_name("icmplib_round.py"))
        wall, cpu, peak, code = run(["/usr/bin/python3", script, self.kind, str(file)], self.out)
        if code != 0:
            raise RuntimeError(f"icmplib ended with {code}: {Path(self.out).read_text()[-400:]}")
        return Cost(wall, cpu, peak, int(Path(self.out).read_text().split()[-1]))


class Warm:
    """A JVM that was pinging before and takes its turn."""

    def __init__(self, name, classes, pinger):
        self.name = name
        self.process = subprocess.Popen(
            JAVA + ["-cp", classes, "io.ispmonitor.benchmarks.ping.RoundServer", pinger],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, file, per_second=0, results=None):
        words = [str(file), str(per_second)] + ([str(results)] if results else [])
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended with {self.process.wait()}")
        return [int(word) for word in line.split()]

    def round(self, file):
        wall, cpu, silent, undecided, _, peak = self.ask(file)
        return Cost(wall / 1e9, cpu / 1e9, peak, silent - silent_in(file), undecided)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Cold:
    """A fresh JVM for each round, from its start to its end."""

    name = "ours, whole JVM"

    def __init__(self, scratch, classes):
        self.scratch = scratch
        self.classes = classes

    def round(self, file):
        out = f"{self.scratch}/cold.out"
        command = JAVA + ["-cp", self.classes, "io.ispmonitor.benchmarks.ping.RoundServer",
                          "engine"]
        order = f"echo {file} 0 | exec \"$0\" \"$@\""
        wall, cpu, peak, code = run(["sh", "-c", order] + command, out)
        if code != 0:
            raise RuntimeError(f"our JVM ended with {code}: {Path(out).read_text()[-400:]}")
        words = Path(out).read_text().split()
        return Cost(wall, cpu, peak, int(words[-4]) - silent_in(file), int(words[-3]))
