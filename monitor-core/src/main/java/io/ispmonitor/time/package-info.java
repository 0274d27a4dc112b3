/**
 * Time that can be handed in: {@link io.ispmonitor.time.TimeSource} tells it and drives loops by
 * it, {@link io.ispmonitor.time.TimerWheel} keeps what is due. Everything in the library asks here,
 * so a test can let a day pass in a millisecond.
 */
@NullMarked
package io.ispmonitor.time;

import org.jspecify.annotations.NullMarked;
