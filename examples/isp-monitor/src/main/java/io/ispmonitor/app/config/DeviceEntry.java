package io.ispmonitor.app.config;

import io.ispmonitor.device.Device;
import io.ispmonitor.power.PowerLimits;
import org.jspecify.annotations.Nullable;

/**
 * A device as it is configured.
 *
 * @param device what the library knows of it
 * @param credentials the name of what it is asked with over SNMP; null when it is not asked
 * @param snmpPort where its agent listens
 * @param subscribers how many customers hang on it directly
 * @param outside what it is asked for in the place of echoes; null for echoes
 * @param power what its battery allows; null without one
 * @param line where it stands in its file
 */
public record DeviceEntry(
    Device device,
    @Nullable String credentials,
    int snmpPort,
    long subscribers,
    @Nullable OutsideEntry outside,
    @Nullable PowerLimits power,
    int line) {}
