/**
 * Collects what agents know of their devices. A {@link io.ispmonitor.snmp.collector.SnmpCollector}
 * is a probe: it learns which interfaces, radios and sensors a device has by its profile, asks for
 * their values in as few messages as the agent bears, and makes rates of counters without ever
 * taking a restart for traffic.
 */
@NullMarked
package io.ispmonitor.snmp.collector;

import org.jspecify.annotations.NullMarked;
