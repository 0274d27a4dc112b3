package io.ispmonitor.internal.path;

import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeMode;
import io.ispmonitor.probe.Schedule;

/** A probe, when it asks whom, and what becomes of the outcomes. */
public record ScheduledProbe(Probe probe, Schedule schedule, ProbeMode mode) {}
