package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.leadership.FencingToken;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in a spool or in a checkpoint.
 *
 * @param body what happened
 * @param token the right to say so; null for what anybody may say
 */
record StoredEvent(Record body, @Nullable FencingToken token) {}
