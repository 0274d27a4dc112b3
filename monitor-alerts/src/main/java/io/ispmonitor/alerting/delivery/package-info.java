/**
 * How notices reach their channels: a lane for each, with its own thread, pace, patience and
 * circuit breaker, so that a slow or broken channel delays nobody else. What does not fit into a
 * channel's pace is gathered into one digest.
 */
@NullMarked
package io.ispmonitor.alerting.delivery;

import org.jspecify.annotations.NullMarked;
