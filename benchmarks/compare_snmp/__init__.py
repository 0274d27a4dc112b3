"""Side-by-side runs of SNMP pollers, started by compare-snmp.sh inside a network namespace."""
