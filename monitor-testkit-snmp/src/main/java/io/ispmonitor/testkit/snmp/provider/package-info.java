/**
 * A whole provider that exists only in memory: points of presence, towers and radios with answers,
 * agents, traffic, batteries and misfortune of their own, for demonstrations and for tests of what
 * is built on a monitor.
 */
@NullMarked
package io.ispmonitor.testkit.snmp.provider;

import org.jspecify.annotations.NullMarked;
