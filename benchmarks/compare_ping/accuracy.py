"""Our round trips against those that an observer on the same interface saw."""

import signal
import struct
import subprocess
import time

from side_by_side import note

ECHO_REQUEST, ECHO_REPLY = 8, 0
NANOSECOND_PCAP = 0xA1B23C4D

# The capture library reads a block of packets after a second at the latest.
READ_AFTER = 1.5


class Observer:
    """A capture of all echoes on the loopback interface, stamped by the kernel in nanoseconds.

    On this interface every packet passes once on its way out and once on its way in; the capture
    library keeps the way in."""

    def __init__(self, file):
        self.file = file
        self.process = subprocess.Popen(
            ["tcpdump", "-i", "lo", "-w", file, "-Z", "root", "--time-stamp-precision=nano",
             "-j", "host", "-s", "64", "-B", "262144", "icmp"],
            stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        while "listening on" not in line:
            if not line:
                raise RuntimeError("tcpdump did not start")
            line = self.process.stderr.readline()

    def stop(self):
        """Ends the capture; gives how many packets it lost."""
        time.sleep(READ_AFTER)
        self.process.send_signal(signal.SIGINT)
        _, words = self.process.communicate()
        lost = [line for line in words.splitlines() if "dropped by kernel" in line]
        return int(lost[0].split()[0])

    def round_trips(self):
        """Nanoseconds from request to reply by address; each address was asked once."""
        asked, trips = {}, {}
        for at, kind, source, destination in self.packets():
            if kind == ECHO_REQUEST:
                asked.setdefault(destination, at)
            elif kind == ECHO_REPLY and source in asked:
                trips.setdefault(source, at - asked[source])
        return trips

    def packets(self):
        with open(self.file, "rb") as capture:
            data = capture.read()
        magic, = struct.unpack_from("<I", data)
        if magic != NANOSECOND_PCAP:
            raise RuntimeError(f"capture has no nanoseconds: magic {magic:x}")
        at = 24
        while at + 16 <= len(data):
            seconds, nanos, kept, _ = struct.unpack_from("<IIII", data, at)
            packet = at + 16
            ip = packet + 14
            header = (data[ip] & 15) * 4
            yield (seconds * 1_000_000_000 + nanos, data[ip + header],
                   data[ip + 12:ip + 16], data[ip + 16:ip + 20])
            at = packet + kept


def measure(bench, pinger, size, per_second):
    """Errors in nanoseconds, sorted by their size; the observed round trips; packets not seen."""
    ours = bench.jvm(pinger)
    results = f"{bench.scratch}/results"
    observer = Observer(f"{bench.scratch}/capture")
    ours.ask(bench.lists.alive(size), per_second, results)
    lost = observer.stop()
    seen = observer.round_trips()
    errors, trips = [], []
    with open(results) as lines:
        for line in lines:
            address, nanos = line.split()
            key = bytes(int(part) for part in address.split("."))
            if int(nanos) >= 0 and key in seen:
                errors.append(int(nanos) - seen[key])
                trips.append(seen[key])
    note(f"accuracy of {pinger} at {per_second or 'full'} speed: {len(errors)} compared")
    return sorted(errors, key=abs), sorted(trips), lost


def share(ordered, part):
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def row(pinger, size, per_second, errors, trips, lost):
    pace = f"{per_second:,}/s" if per_second else "full speed"
    values = [abs(share(errors, part)) / 1000 for part in (0.5, 0.99, 1)]
    return (f"| {pinger} | {pace} | {len(errors):,} of {size:,} | {lost} "
            f"| {share(trips, 0.5) / 1000:.1f} | {values[0]:.2f} | {values[1]:.2f} "
            f"| {values[2]:.2f} |")
