"""What the server uses: all processes of the cluster, those that have ended among them."""

import os
import subprocess
from pathlib import Path

from side_by_side import cpu_of

PORT = 5432

# Nobody listens there.
CLOSED_PORT = 5433

TICKS = os.sysconf("SC_CLK_TCK")


class Cluster:
    def __init__(self, postmaster):
        self.postmaster = postmaster

    def cpu(self):
        """Seconds of the postmaster, of its children, and of those that it has waited for: every
        process of the server is a child of it. Looked at again when one of them ended meanwhile,
        since that would be counted twice or not at all. Steps of a hundredth of a second."""
        while True:
            ended, children = self.ended(), self.children()
            try:
                living = sum(cpu_of(child) for child in children)
            except OSError:
                continue
            own = cpu_of(self.postmaster)
            if (ended, children) == (self.ended(), self.children()):
                return own + ended / TICKS + living

    def vacuum_by_itself(self, does):
        """As it would anywhere else; not where one way takes turns with another."""
        for sql in [f"alter system set autovacuum = {'on' if does else 'off'}",
                    "select pg_reload_conf()"]:
            subprocess.run(["/usr/lib/postgresql/15/bin/psql", "-qAtX", "-h", "127.0.0.1", "-p",
                            str(PORT), "-U", "postgres", "-o", "/dev/null", "-c", sql], check=True)

    def ended(self):
        fields = stat(self.postmaster)
        return int(fields[13]) + int(fields[14])

    def children(self):
        found = []
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    if int(stat(entry)[1]) == self.postmaster:
                        found.append(int(entry))
                except (FileNotFoundError, ProcessLookupError):
                    pass  # it ended since the directory was read
        return found


def stat(pid):
    """The fields of proc(5) from the state on, which is the third."""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


class Used:
    """CPU of a program and of the server since this was made."""

    def __init__(self, bench, process):
        self.bench, self.process = bench, process
        self.client_before, self.server_before = process.cpu(), bench.cluster.cpu()

    def client(self):
        return self.process.cpu() - self.client_before

    def server(self):
        return self.bench.cluster.cpu() - self.server_before
