package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.reachability.StateChange;

/**
 * The state of a device changed.
 *
 * @param change what changed
 * @param token the right to say so
 */
public record StateEvent(StateChange change, FencingToken token) {}
