"""The whole monitor beside the engine alone, both with the same devices at the same pace."""

import subprocess
import time
from statistics import median

from side_by_side import note

from .tools import QUIET

MONITOR, ENGINE = "monitor", "engine"

# A heap that holds what 100,000 devices and the full store keep, and little more. Its young
# generation is small, with room for the questions of the last seconds to survive until they end.
JAVA = ["java", "-XX:+UseSerialGC", "-Xmx176m", "-Xmn12m", "-XX:SurvivorRatio=3", QUIET]


class Load:
    def __init__(self, kind, command, file, interval):
        self.kind = kind
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            command + ["io.ispmonitor.benchmarks.ping.SteadyLoad", kind, str(file), str(interval)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def look(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.kind} ended with {self.process.wait()}")
        words = line.split()
        threads = dict(pair.rsplit("=", 1) for pair in words[6].split(","))
        return [int(word) for word in words[:6]] + [{k: int(v) for k, v in threads.items()}]

    def collect(self):
        """Collects all garbage, so that a look of seconds does not meet what comes once in minutes."""
        subprocess.run(["jcmd", str(self.process.pid), "GC.run"], check=True,
                       stdout=subprocess.DEVNULL)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Window:
    """What happened between two looks."""

    def __init__(self, before, after):
        self.pings = after[0] - before[0] + after[1] - before[1]
        if self.pings == 0:
            raise RuntimeError("a load made no ping between two looks")
        self.unanswered = after[1] - before[1]
        self.cpu = (after[2] - before[2]) / 1e9
        self.resident_mb = after[3] / 1024
        self.peak_mb = after[4] / 1024
        self.down = after[5]
        self.threads = {
            name: (cpu - before[6].get(name, 0)) / 1e9 for name, cpu in after[6].items()}

    def cpu_per_ping(self):
        return self.cpu / self.pings * 1e6


def start(bench, devices, interval):
    """Both at once, so that what disturbs the one disturbs the other."""
    command = JAVA + ["-cp", bench.classes]
    file = bench.lists.of_its_own(devices)
    return [Load(kind, command, file, interval) for kind in (ENGINE, MONITOR)]


def warm_up(loads, seconds):
    """Waits until the loads have run for so long."""
    time.sleep(max(0, seconds - (time.monotonic() - loads[0].began)))


def watch(loads, warm_up_seconds, windows, length):
    """Windows by kind, beginning when the loads have run for long enough."""
    warm_up(loads, warm_up_seconds)
    found = {load.kind: [] for load in loads}
    looks = {load.kind: load.look() for load in loads}
    for number in range(windows):
        time.sleep(length)
        for load in loads:
            look = load.look()
            found[load.kind].append(Window(looks[load.kind], look))
            looks[load.kind] = look
        note(f"monitor beside engine: window {number + 1} of {windows}")
    for load in loads:
        load.close()
    return found


def ratio(found):
    pairs = zip(found[MONITOR], found[ENGINE])
    return median(a.cpu_per_ping() / b.cpu_per_ping() for a, b in pairs)


def table(found, length):
    lines = ["| | pings/s | CPU us/ping | share of a core | resident MB | peak MB | unanswered "
             "| devices down |",
             "|---|---|---|---|---|---|---|---|"]
    for kind, windows in found.items():
        lines.append(
            f"| {kind} | {median(w.pings for w in windows) / length:,.0f} "
            f"| {median(w.cpu_per_ping() for w in windows):.1f} "
            f"| {median(w.cpu for w in windows) / length * 100:.1f} % "
            f"| {max(w.resident_mb for w in windows):.0f} "
            f"| {max(w.peak_mb for w in windows):.0f} "
            f"| {sum(w.unanswered for w in windows)} | {windows[-1].down} |")
    return lines


def threads(found):
    """CPU for a ping of each thread: where the time goes."""
    lines = ["| process | thread | CPU us/ping |", "|---|---|---|"]
    for kind, windows in found.items():
        names = set().union(*(w.threads for w in windows))
        costs = {n: median(w.threads.get(n, 0) / w.pings * 1e6 for w in windows) for n in names}
        for name, cost in sorted(costs.items(), key=lambda item: -item[1]):
            if cost >= 0.05:
                lines.append(f"| {kind} | {name} | {cost:.2f} |")
    return lines
