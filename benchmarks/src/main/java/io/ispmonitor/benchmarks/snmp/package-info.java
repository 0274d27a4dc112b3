/**
 * What {@code compare-snmp.sh} starts of ours, and plain snmp4j as a peer. Each main speaks by its
 * standard streams with the script, which runs the peers and does the sums.
 */
@NullMarked
package io.ispmonitor.benchmarks.snmp;

import org.jspecify.annotations.NullMarked;
