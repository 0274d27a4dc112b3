"""isp-monitor as people start it, and what it and the kernel say of it."""

import json
import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from side_by_side import cpu_of

PORT = 8080
CONSOLE = f"http://127.0.0.1:{PORT}"

# Answered with 503 when it is not well.
HEALTH = "/api/health"
PATIENCE = 300

CONFIGURATION = """
name: Soak
ping: {interval: 30s, timeout: 1s}
snmp:
  interval: 60s
  credentials:
    usual: {version: v2c, community: env:SOAK_COMMUNITY}
devices-csv: devices.csv
channels:
  receiver:
    type: webhook
    url: env:SOAK_RECEIVER
    allow-plain-http: true
    allow-private-addresses: true
    messages-a-minute: 10000
routes:
  - {to: receiver}
"""


class NotThere(Exception):
    """The console does not give what was asked for."""


@dataclass
class Reading:
    """What it has done so far, and what it uses."""

    at: float
    cpu: float
    server_cpu: float
    resident_mb: float
    threads: int
    descriptors: int
    asked: float
    skipped: float
    turns: float
    late: float
    faults: float
    lost: float
    healthy: float
    unwell: str


class Program:
    def __init__(self, command, folder, provider, receiver, options, postgresql):
        self.data = folder / "data"
        folder.mkdir()
        provider.write(folder / "devices.csv")
        file = folder / "isp-monitor.yaml"
        file.write_text(CONFIGURATION)
        environment = dict(os.environ, SOAK_COMMUNITY="public", SOAK_RECEIVER=receiver.url(),
                           ISP_MONITOR_JAVA_OPTIONS=options)
        if postgresql:
            environment["DATABASE_URL"] = "postgresql://postgres@127.0.0.1:5432/postgres"
        self.log = open(folder / "log", "w")
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [command, "run", "--config", file, "--data", self.data], env=environment,
            stdout=self.log, stderr=subprocess.STDOUT)
        self.await_console()
        self.started_in = time.monotonic() - self.began

    def last_words(self):
        return Path(self.log.name).read_text()[-3000:]

    def await_console(self):
        while True:
            try:
                fetch("/api/overview")
                return
            except (OSError, NotThere) as failure:
                if self.process.poll() is not None or time.monotonic() - self.began > PATIENCE:
                    raise RuntimeError("no console: " + self.last_words()) from failure
                time.sleep(0.1)

    def read(self, cluster):
        metrics = numbers(fetch("/metrics"))
        turns = added(metrics, "ispmonitor_loop_lateness_seconds_count")
        on_time = sum(value for key, value in metrics.items()
                      if key.startswith("ispmonitor_loop_lateness_seconds_bucket")
                      and 'le="1"' in key)
        return Reading(
            time.monotonic(), cpu_of(self.process.pid), cluster.cpu() if cluster else 0,
            self.status("VmRSS") / 1024, self.status("Threads"),
            len(os.listdir(f"/proc/{self.process.pid}/fd")),
            added(metrics, "ispmonitor_questions_asked_total"),
            added(metrics, "ispmonitor_questions_skipped_total"),
            turns, turns - on_time,
            added(metrics, "ispmonitor_probe_faults_total"),
            added(metrics, "ispmonitor_store_lost_total"),
            metrics['ispmonitor_health_status{status="healthy"}'], unwell())

    def live_heap(self):
        """Bytes by class of what is in use after a collection of everything."""
        said = subprocess.run(["jcmd", str(self.process.pid), "GC.class_histogram"], check=True,
                              capture_output=True, text=True).stdout
        lines = re.findall(r"^ *\d+: +\d+ +(\d+) +(\S+)", said, re.MULTILINE)
        heap = {}
        for size, name in lines:
            heap[name] = heap.get(name, 0) + int(size)
        if not heap:
            raise NotThere(f"a histogram of the heap: {said[:500]}")
        return heap

    def status(self, key):
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(key + r":\s+(\d+)", text).group(1))

    def stored_mb(self):
        return sum(file.stat().st_size for file in self.data.rglob("*") if file.is_file()) / 2 ** 20

    def look_around(self):
        """What a page of somebody who watches asks for."""
        for path in [HEALTH, "/api/overview", "/api/alerts"]:
            fetch(path)

    def stop(self):
        """Asks it to end; how long that took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        return time.monotonic() - began


def fetch(path):
    try:
        with urllib.request.urlopen(CONSOLE + path, timeout=60) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as answer:
        if path == HEALTH and answer.code == 503:
            return answer.read().decode()
        text = f"{path}: {answer.code} {answer.read().decode()[:500]}"
        raise NotThere(text) from answer


def unwell():
    """What health says of what is not well."""
    checks = json.loads(fetch(HEALTH))["checks"]
    return "; ".join(f"{check['name']}: {check['words']}" for check in checks
                     if check["status"] != "healthy")


def numbers(text):
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            key, value = line.rsplit(" ", 1)
            found[key] = float(value)
    return found


def added(metrics, family):
    return sum(value for key, value in metrics.items() if key.split("{")[0] == family)
