package io.ispmonitor.jdbc.internal.event;

/**
 * A maintenance window was removed.
 *
 * @param id the window's id
 */
public record WindowRemoved(String id) {}
