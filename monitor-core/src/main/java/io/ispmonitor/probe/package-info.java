/**
 * Questions and what comes of them. A {@link io.ispmonitor.probe.Probe} asks one device one
 * question without blocking; a {@link io.ispmonitor.probe.Schedule} says which devices and how
 * often; the {@link io.ispmonitor.probe.ProbeOutcome} says what came back, and never lets a missing
 * answer pass for a good one. What nobody asked for enters as an {@link
 * io.ispmonitor.probe.Observation}.
 */
@NullMarked
package io.ispmonitor.probe;

import org.jspecify.annotations.NullMarked;
