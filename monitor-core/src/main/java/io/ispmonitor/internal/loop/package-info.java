/**
 * Loops with a heartbeat, the bounded queues between them, and the watchdog. Calls of host code go
 * through {@link io.ispmonitor.internal.loop.Loop#call}, which is what makes a stuck one
 * replaceable.
 */
@NullMarked
package io.ispmonitor.internal.loop;

import org.jspecify.annotations.NullMarked;
