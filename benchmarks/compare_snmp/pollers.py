"""The agent, and the pollers that are compared: processes that poll addresses when told to."""

import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from side_by_side import Process, cpu_of

PORT = 16100
QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"

# What a host would give a poller of 10,000 devices.
JAVA = ["java", "-XX:+UseSerialGC", "-Xmx512m", QUIET]


@dataclass
class Cost:
    """One round: seconds, seconds of CPU, and devices."""

    wall: float
    cpu: float
    whole: int
    part: int
    unread: int
    wrong: int


class Agent:
    """Answers for all addresses. Its own CPU is none of the pollers'."""

    def __init__(self, scratch):
        self.process = subprocess.Popen([f"{scratch}/agent", str(PORT)], stdout=subprocess.PIPE,
                                        text=True)
        while f":{PORT:04X} " not in Path("/proc/net/udp").read_text():
            time.sleep(0.05)  # until its socket is bound

    def silence_a_tenth(self):
        self.process.send_signal(signal.SIGUSR1)

    def answer_all(self):
        self.process.send_signal(signal.SIGUSR2)

    def cpu(self):
        return cpu_of(self.process.pid)

    def close(self):
        """Gives what it counted: packets taken, answered, and not understood."""
        self.process.terminate()
        return [int(word) for word in self.process.communicate()[0].split()]


class Poller(Process):
    def round(self, file):
        cpu, wall = self.cpu(), time.perf_counter()
        found = self.ask(f"{file} {PORT}")
        return Cost(time.perf_counter() - wall, self.cpu() - cpu, *found)


def java(classes, flags, main, *words):
    name = f"io.ispmonitor.benchmarks.snmp.{main}"
    return JAVA + flags + ["-cp", classes, name, *map(str, words)]


class Tools:
    def __init__(self, scratch, classes):
        self.scratch = scratch
        self.classes = classes

    def ours(self, version, at_once, flags=()):
        command = java(self.classes, list(flags), "PollServer", "collector", version, at_once)
        return Poller(f"ours, {at_once:,} at once", command)

    def snmp4j(self, version):
        command = java(self.classes, [], "PollServer", "snmp4j", version, 100)
        return Poller("snmp4j, 100 threads", command)

    def netsnmp(self, at_once, sessions):
        command = [f"{self.scratch}/netsnmp", "v2c", str(at_once), sessions]
        return Poller(f"net-snmp C, {at_once:,} at once, {KEPT[sessions]}", command)

    def gosnmp(self, version, sessions):
        command = [f"{self.scratch}/gosnmp", version, "1000", sessions]
        return Poller(f"gosnmp, 1,000 goroutines, {KEPT[sessions]}", command)

    def pysnmp(self):
        script = str(Path(__file__).with_name("pysnmp_poller.py"))
        return Poller("pysnmp, 100 at once", ["/usr/bin/python3", script, "100"])


KEPT = {"keep": "sockets kept", "close": "a socket each time"}
