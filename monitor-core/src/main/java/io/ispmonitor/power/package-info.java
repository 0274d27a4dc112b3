/**
 * Voltage as what it is at a tower: the first sign that the mains are gone, and how long the
 * battery lasts. Start at {@link io.ispmonitor.power.PowerWatch}.
 */
@NullMarked
package io.ispmonitor.power;

import org.jspecify.annotations.NullMarked;
