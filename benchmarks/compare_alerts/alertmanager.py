"""Prometheus Alertmanager, fed with the same alerts over its API as Prometheus feeds it."""

import http.client
import json
import subprocess
import time
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path

from side_by_side import Process, note

from .programs import Usage
from .storm import DEVICES, RADIOS, TOWERS, Side

PORT = 9093
PATIENCE = 30

# Prometheus sends so many at once, sends what still fires again after so long, and takes an alert
# for over when it has not been sent for four times that.
BATCH = 64
RESEND = 60

GROUPED = """
route:
  receiver: webhook
  group_by: [alertname, tower]
  group_wait: {wait}
  group_interval: 5m
  repeat_interval: 4h
receivers:
  - name: webhook
    webhook_configs:
      - url: {url}
"""

INHIBITING = GROUPED + """
inhibit_rules:
  - source_matchers: [alertname="TowerDown"]
    target_matchers: [alertname="RadioDown"]
    equal: [tower]
"""

CONFIGURATIONS = [
    ("Alertmanager, grouped by tower, group_wait 30 s", GROUPED, "30s"),
    ("Alertmanager, towers inhibit radios, group_wait 1 s", INHIBITING, "1s"),
]


def labels():
    """The towers first, which is best for what they inhibit."""
    for tower in range(TOWERS):
        yield {"alertname": "TowerDown", "severity": "critical", "tower": f"tower-{tower}",
               "device": f"tower-{tower}"}
    for tower in range(TOWERS):
        for radio in range(RADIOS):
            yield {"alertname": "RadioDown", "severity": "warning", "tower": f"tower-{tower}",
                   "device": f"radio-{tower}-{radio}"}


class Feed:
    """Posts all alerts, in lots."""

    def __init__(self):
        self.all = list(labels())
        self.began = datetime.now(timezone.utc)

    def post(self):
        """Over one connection, one lot after the other."""
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        ends = (datetime.now(timezone.utc) + timedelta(seconds=4 * RESEND)).isoformat()
        for at in range(0, len(self.all), BATCH):
            lot = [self.alert(one, ends) for one in self.all[at:at + BATCH]]
            connection.request("POST", "/api/v2/alerts", json.dumps(lot),
                               {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"Alertmanager answered {answer.status} {answer.reason}")
        connection.close()

    def alert(self, one, ends):
        summary = f"{one['device']} is DOWN"
        return {"labels": one, "annotations": {"summary": summary},
                "startsAt": self.began.isoformat(), "endsAt": ends,
                "generatorURL": "http://127.0.0.1:9090/graph?g0.expr=probe_success+%3D%3D+0"}


def get(path):
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}") as answer:
        return answer.read()


class Alertmanager:
    """One of its own, with nothing from before, that listens on the loopback device alone."""

    def __init__(self, program, folder, configuration):
        folder.mkdir()
        config = folder / "alertmanager.yml"
        config.write_text(configuration)
        command = [program, f"--config.file={config}", f"--storage.path={folder / 'data'}",
                   f"--web.listen-address=127.0.0.1:{PORT}", "--cluster.listen-address=",
                   "--log.level=warn"]
        self.process = Process("alertmanager", command)
        self.await_ready()

    def await_ready(self):
        until = time.monotonic() + PATIENCE
        while True:
            try:
                get("/-/ready")
                return
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def close(self):
        self.process.process.terminate()
        self.process.close()


def compare(bench, window):
    """A row for each configuration, and what it holds at the end."""
    return [measure(bench, window, *one) for one in CONFIGURATIONS]


def measure(bench, window, name, configuration, wait):
    folder = Path(bench.scratch) / f"alertmanager-{wait}"
    text = configuration.format(wait=wait, url=bench.receiver.url)
    peer = Alertmanager(bench.alertmanager, folder, text)
    note(f"{name}: {window} s of quiet")
    usage = Usage(peer.process)
    time.sleep(window)
    usage.mark()
    feed, began = Feed(), time.time()
    while time.time() - began < window:
        feed.post()
        time.sleep(max(0, min(RESEND, began + window - time.time())))
    usage.mark()
    resident = peer.process.resident_mb()
    states = [one["status"]["state"] for one in json.loads(get("/api/v2/alerts"))]
    peer.close()
    if len(states) != DEVICES:
        raise RuntimeError(f"{name} holds {len(states)} alerts instead of {DEVICES}")
    note(f"{name}: {states.count('suppressed'):,} of {len(states):,} alerts suppressed")
    received = bench.receiver.take()
    first, last = received.seconds_after(began)
    return Side(name, len(received), first, last, received.bytes / 1024, usage.idle, usage.busy,
                resident)


def version(program):
    said = subprocess.run([program, "--version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=True).stdout
    return said.splitlines()[0]
