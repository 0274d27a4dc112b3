package io.ispmonitor.snmp.collector;

/**
 * An interface of a device, as it was learnt last.
 *
 * @param index {@code ifIndex}, 0 to 2^32 - 1; it may be another one after a restart
 * @param name under which its values are kept: {@code ifName} as a rule
 * @param alias {@code ifAlias}, what its owner wrote on it; empty for nothing. Both are made
 *     printable, but what they say is the device's
 */
public record SnmpInterface(long index, String name, String alias) {}
