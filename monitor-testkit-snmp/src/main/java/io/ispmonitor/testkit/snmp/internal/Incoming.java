package io.ispmonitor.testkit.snmp.internal;

import org.jspecify.annotations.Nullable;

/**
 * A message that was understood.
 *
 * @param question what is in it; empty where it may not be read
 * @param envelope what goes around the answer
 * @param objection what is to be answered without looking at the question, such as a report; null
 *     when nothing speaks against it
 */
public record Incoming(Pdu question, Envelope envelope, @Nullable Pdu objection) {}
