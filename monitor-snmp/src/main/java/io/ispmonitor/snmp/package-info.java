/**
 * Asking devices over SNMP, and hearing from them (RFC 3411 to 3418, RFC 1157 for version 1). A
 * {@link io.ispmonitor.snmp.SnmpClient} asks any number of devices over one socket without a thread
 * for each, and whatever comes of a question is one of the kinds of {@link
 * io.ispmonitor.snmp.SnmpReply}: no exception, no short list that looks complete, no waiting for
 * ever.
 *
 * <p>What devices send of their own accord comes in through a {@link
 * io.ispmonitor.snmp.SnmpTrapReceiver}, in a monitor through {@link io.ispmonitor.snmp.SnmpTraps}.
 */
@NullMarked
package io.ispmonitor.snmp;

import org.jspecify.annotations.NullMarked;
