"""The programs that take part, and what they were seen to send."""

import json
import subprocess
from pathlib import Path

from side_by_side import Process

PACKAGE = "io.ispmonitor.benchmarks.alerts"

# Each tower that goes down is worth a warning, which is not what is to be seen here.
QUIET = ["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
         "-Dorg.slf4j.simpleLogger.log.io.ispmonitor.events=error"]


def java(classes, flags, main, *words):
    return ["java", "-XX:+UseSerialGC", *QUIET, *flags, "-cp", classes, f"{PACKAGE}.{main}",
            *map(str, words)]


class Receiver:
    """Takes what webhooks post, in a process of its own; the same for all who send."""

    def __init__(self, classes, file):
        self.file = Path(file)
        self.process = Process("receiver", java(classes, ["-Xmx256m"], "NoticeReceiver", file))
        self.url = f"http://127.0.0.1:{self.process.process.stdout.readline().strip()}/"
        self.taken = 0

    def take(self):
        """What has come since the last time."""
        lines = self.file.read_text().splitlines()
        fresh, self.taken = lines[self.taken:], len(lines)
        return Received(fresh)

    def close(self):
        self.process.close()


class Received:
    """Notifications, with the time of each in seconds since 1970."""

    def __init__(self, lines):
        parted = [line.split(" ", 1) for line in lines]
        self.times = [int(micros) / 1e6 for micros, _ in parted]
        self.bytes = sum(len(body.encode()) for _, body in parted)
        self.bodies = [json.loads(body) for _, body in parted]

    def __len__(self):
        return len(self.bodies)

    def seconds_after(self, moment):
        """Until the first and the last; endless when nothing came."""
        if not self.times:
            return float("inf"), float("inf")
        return min(self.times) - moment, max(self.times) - moment


class Usage:
    """CPU of a process in a quiet window and in the one after it, in all and by thread."""

    def __init__(self, process):
        self.process = process
        self.marks = []
        self.mark()

    def mark(self):
        self.marks.append((self.process.cpu(), self.process.threads()))

    @property
    def idle(self):
        return self.marks[1][0] - self.marks[0][0]

    @property
    def busy(self):
        return self.marks[2][0] - self.marks[1][0]

    def threads(self):
        """Seconds of the quiet window and of the other by the thread's name, the busiest first."""
        zero, one, two = (threads for _, threads in self.marks)
        found = [(name, one.get(name, 0) - zero.get(name, 0), used - one.get(name, 0))
                 for name, used in two.items()]
        return sorted(found, key=lambda row: row[1] - row[2])

    def of(self, beginnings):
        """The same of the threads whose names begin so."""
        some = [row for row in self.threads() if row[0].startswith(beginnings)]
        return sum(row[1] for row in some), sum(row[2] for row in some)


def run(command):
    """The integers that a program writes."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [int(word) for word in done.stdout.split()]
