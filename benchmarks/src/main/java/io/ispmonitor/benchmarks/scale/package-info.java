/**
 * How many devices one process carries: real echoes to distinct addresses of the loopback device of
 * a network namespace, some of which are silent and some of which change.
 */
@NullMarked
package io.ispmonitor.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
