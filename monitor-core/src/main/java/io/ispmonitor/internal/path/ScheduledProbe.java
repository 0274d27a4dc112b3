package io.ispmonitor.internal.path;

import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.Schedule;

/** A probe and when it asks whom. */
public record ScheduledProbe(Probe probe, Schedule schedule) {}
