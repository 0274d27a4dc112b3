package io.ispmonitor.app.discovery;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who answered.
 *
 * @param address where
 * @param roundTripSeconds how long its echo took; NaN where that could not be measured
 * @param name what it calls itself (SNMPv2-MIB, sysName); null when it did not say
 * @param description what it is (SNMPv2-MIB, sysDescr); null when it did not say
 * @param credentials the name of the credentials it answered to over SNMP; null for none
 */
public record FoundDevice(
    InetAddress address,
    double roundTripSeconds,
    @Nullable String name,
    @Nullable String description,
    @Nullable String credentials) {}
