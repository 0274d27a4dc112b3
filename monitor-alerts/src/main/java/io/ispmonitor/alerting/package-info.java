/**
 * From events to messages that people get: what is worth an alert, whom it concerns, what is kept
 * back and why, and how it is delivered. {@link io.ispmonitor.alerting.Alerting} is attached to a
 * monitor; everything it decides can be asked for.
 */
@NullMarked
package io.ispmonitor.alerting;

import org.jspecify.annotations.NullMarked;
