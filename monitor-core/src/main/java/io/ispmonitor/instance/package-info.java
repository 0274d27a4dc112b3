/**
 * A program of which several watch the same network, and one at a time is in charge. An {@link
 * io.ispmonitor.instance.Instance} asks for the lease, starts the monitor when it gets it, and
 * closes the monitor when it loses it.
 *
 * <p>One that waits asks no device and holds no monitor. So a takeover is a start, with what the
 * other one has stored, and nothing else has to be right for it.
 */
@NullMarked
package io.ispmonitor.instance;

import org.jspecify.annotations.NullMarked;
