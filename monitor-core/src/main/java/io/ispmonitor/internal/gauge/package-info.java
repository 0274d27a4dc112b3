/**
 * How we count what we do ourselves: totals that know how much of them is {@link
 * io.ispmonitor.internal.gauge.Recent recent}, durations in buckets, and what the process uses.
 */
@NullMarked
package io.ispmonitor.internal.gauge;

import org.jspecify.annotations.NullMarked;
