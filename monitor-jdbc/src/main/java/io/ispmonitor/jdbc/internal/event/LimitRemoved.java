package io.ispmonitor.jdbc.internal.event;

/**
 * A rule keeps to what it says again.
 *
 * @param rule the rule's id
 * @param device the device's id
 */
public record LimitRemoved(String rule, String device) {}
