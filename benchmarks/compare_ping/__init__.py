"""Side-by-side runs of echo tools, started by compare-ping.sh inside a network namespace."""
