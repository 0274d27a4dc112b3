package io.ispmonitor.jdbc.internal.event;

import java.time.Instant;

/**
 * A maintenance window began with a problem.
 *
 * @param id the window's id
 * @param at when
 */
public record WindowTriggered(String id, Instant at) {}
