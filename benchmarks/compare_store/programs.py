"""The programs that take part."""

from side_by_side import Process

PACKAGE = "io.ispmonitor.benchmarks"
QUIET = ["-Dorg.slf4j.simpleLogger.defaultLogLevel=error"]

# For where the database is away on purpose.
SILENT = ["-Dorg.slf4j.simpleLogger.log.io.ispmonitor.jdbc=off"]


def java(bench, flags, main, *words):
    return ["java", "-XX:+UseSerialGC", *QUIET, *flags, "-cp", bench.classes, f"{PACKAGE}.{main}",
            *map(str, words)]


def start(bench, name, flags, main, *words):
    return Process(name, java(bench, flags, f"store.{main}", *words))
