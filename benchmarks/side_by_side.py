"""What all side-by-side runs share: goals, processes, and what is said of the machine."""

import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path


class Goals:
    def __init__(self):
        self.lines = []
        self.missed = False

    def at_most(self, name, measured, bound, form="{:.2f}"):
        self.add(name, form.format(measured), f"<={bound}", measured <= bound)

    def at_least(self, name, measured, bound, form="{:.2f}"):
        self.add(name, form.format(measured), f">={bound}", measured >= bound)

    def add(self, name, measured, bound, reached):
        self.missed |= not reached
        self.lines.append(f"goal {name} {measured} {bound} {'ok' if reached else 'missed'}")


def show(title, lines):
    print(f"\n{title}\n")
    print("\n".join(lines), flush=True)


def note(text):
    print(text, file=sys.stderr, flush=True)


def machine():
    model = [line for line in open("/proc/cpuinfo") if line.startswith("model name")]
    java = os.popen("java -version 2>&1").read().splitlines()
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return (f"{os.cpu_count()} cores of {model[0].split(':')[1].strip()}, Linux "
            f"{platform.release()}; {java[1] if len(java) > 1 else java}; load before: {load}")


class Process:
    """A program that does something for each line that it reads, and then writes one."""

    def __init__(self, name, command):
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.name} ended with {self.process.wait()}")
        return [int(word) for word in answer.split()]

    def cpu(self):
        return cpu_of(self.process.pid)

    def resident_mb(self):
        return self.status("VmRSS")

    def peak_mb(self):
        return self.status("VmHWM")

    def status(self, key):
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(key + r":\s+(\d+)", text).group(1)) / 1024

    def threads(self):
        """Seconds of CPU of each living thread by its name; threads of one name are added up."""
        found = {}
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                name = (task / "comm").read_text().strip()
                used = int((task / "schedstat").read_text().split()[0]) / 1e9
            except (FileNotFoundError, ProcessLookupError):
                continue  # the thread ended since the directory was read
            found[name] = found.get(name, 0) + used
        return found

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def cpu_of(pid):
    """Seconds of CPU that a process has used, threads that ended included, by the kernel's clock of
    it: clock_getcpuclockid(3), which Python lacks. So nobody's own word is taken."""
    return time.clock_gettime(~pid << 3 | 2)
