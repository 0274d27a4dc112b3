/**
 * Simulated SNMP agents on loopback, for whoever tests what polls. {@link
 * io.ispmonitor.testkit.snmp.SimulatedAgents} hosts thousands of them over one thread, each with a
 * socket, an engine and a clock of its own; {@link io.ispmonitor.testkit.snmp.RouterModel} makes
 * routers of them whose counters go up with time; {@link io.ispmonitor.testkit.snmp.AgentFault}
 * makes them behave as devices do that are broken, slow or badly written.
 */
@NullMarked
package io.ispmonitor.testkit.snmp;

import org.jspecify.annotations.NullMarked;
