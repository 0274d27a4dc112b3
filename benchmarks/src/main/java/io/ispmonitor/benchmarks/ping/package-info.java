/**
 * What {@code compare-ping.sh} starts of ours, and {@code InetAddress.isReachable} as a peer. Each
 * main speaks by its standard streams with the script, which runs the peers and does the sums.
 */
@NullMarked
package io.ispmonitor.benchmarks.ping;

import org.jspecify.annotations.NullMarked;
