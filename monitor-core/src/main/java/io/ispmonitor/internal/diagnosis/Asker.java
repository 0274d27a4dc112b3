package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.Role;

/**
 * A probe that asks a device.
 *
 * @param name what it is called
 * @param role what its outcomes are good for
 * @param probe the host's
 */
public record Asker(String name, Role role, Probe probe) {}
