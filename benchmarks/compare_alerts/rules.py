"""What it costs to hold a value against a rule, by JMH."""

import json
import subprocess
from pathlib import Path

# One evaluation each; the whole polls are other units.
BENCHMARKS = r"RuleBenchmark\.(threshold|severalSorts)"


def measure(classes, scratch, quick):
    """Nanoseconds and their error, by benchmark and how many devices come in turn."""
    file = Path(scratch) / "rules.json"
    turns = ["-f", "1", "-wi", "2", "-i", "3"] if quick else ["-f", "2", "-wi", "3", "-i", "5"]
    command = ["java", f"-Djava.io.tmpdir={scratch}", "-cp", classes, "org.openjdk.jmh.Main",
               BENCHMARKS, *turns, "-w", "1", "-r", "1", "-rf", "json", "-rff", str(file)]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return [(one["benchmark"].rsplit(".", 1)[1], int(one["params"]["devices"]),
             one["primaryMetric"]["score"], one["primaryMetric"]["scoreError"])
            for one in json.loads(file.read_text())]


def table(found):
    lines = ["| what | devices in turn | ns an evaluation |", "|---|---|---|"]
    for name, devices, score, error in found:
        lines.append(f"| `{name}` | {devices:,} | {score:.1f} ± {error:.1f} |")
    return lines
