"""People who look at the console, each with a stream of events, as the pages of it ask: anew at
most once a second when something has happened, and something else after a while."""

import http.client
import json
import random
import threading
import time

STAYS = 15
SETTLES = 1


class Viewers:
    def __init__(self, port, count, provider):
        self.port, self.provider = port, provider
        self.asked, self.failures = [], []  # (route, seconds, bytes on the line)
        self.events = 0
        self.lock = threading.Lock()
        self.ended = threading.Event()
        for number in range(count):
            threading.Thread(target=self.view, args=(number,), daemon=True).start()

    def view(self, number):
        chance = random.Random(number)
        happened = threading.Event()
        threading.Thread(target=self.listen, args=(happened,), daemon=True).start()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while not self.ended.is_set():
            page = self.page(chance)
            until = time.monotonic() + chance.uniform(0.5, 1.5) * STAYS
            self.refresh(line, page)
            while time.monotonic() < until and not self.ended.is_set():
                if happened.wait(0.5):
                    happened.clear()
                    time.sleep(SETTLES)
                    self.refresh(line, page)

    def page(self, chance):
        """The requests of a page, as (route, path)."""
        number = chance.randrange(self.provider.pinged)
        device = self.provider.name(number)
        tower = self.provider.name(number - number % self.provider.tower)
        one = f"/api/devices/{device}"
        return chance.choices([
            [("overview", "/api/overview"), ("nodes", f"/api/nodes/{tower}?limit=200")],
            [("devices", f"/api/devices?limit=100&q={tower}")],
            [("device", one), ("timeline", f"{one}/timeline"), ("smoke", f"{one}/smoke"),
             ("series", f"{one}/series")],
            [("alerts", "/api/alerts?limit=50"), ("history", "/api/alerts/history?limit=50")],
            [("map", "/api/devices?kind=tower&limit=500")],
            [("health", "/api/health"), ("storage", "/api/storage-status")],
        ], weights=[8, 4, 4, 3, 1, 1])[0]

    def refresh(self, line, page):
        for route, path in page:
            began = time.perf_counter()
            try:
                line.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = line.getresponse()
                body = answer.read()
            except OSError as failure:
                self.failed(f"{path}: {failure}")
                line.close()
                continue
            took = time.perf_counter() - began
            if answer.status != 200 and not (route == "health" and answer.status == 503):
                self.failed(f"{path}: {answer.status} {body[:200]}")
            with self.lock:
                self.asked.append((route, took, len(body)))

    def failed(self, words):
        if not self.ended.is_set():
            with self.lock:
                self.failures.append(words)

    def listen(self, happened):
        while not self.ended.is_set():
            try:
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                line.request("GET", "/api/events")
                stream = line.getresponse()
                if stream.status != 200:
                    self.failed(f"/api/events: {stream.status}")
                for text in stream:
                    if text.startswith(b"data: ") and json.loads(text[6:]) != {}:
                        self.events += 1
                        happened.set()
                    if self.ended.is_set():
                        return
            except OSError as failure:
                self.failed(f"/api/events: {failure}")
            time.sleep(1)

    def close(self):
        self.ended.set()

    def table(self):
        lines = ["| route | answers | median | 99th percentile | slowest | bytes |",
                 "|---|---|---|---|---|---|"]
        for route in sorted({each[0] for each in self.asked}):
            times = sorted(took for name, took, size in self.asked if name == route)
            sizes = [size for name, took, size in self.asked if name == route]
            lines.append(f"| {route} | {len(times):,} | {1e3 * times[len(times) // 2]:.0f} ms | "
                         f"{1e3 * times[len(times) * 99 // 100]:.0f} ms | {1e3 * times[-1]:.0f} ms "
                         f"| {sum(sizes) / len(sizes):,.0f} |")
        return lines

    def slowest(self):
        return max((took for name, took, size in self.asked), default=0)
