/**
 * What is watched: {@link io.ispmonitor.device.Device devices} and how they depend on each other,
 * in an {@link io.ispmonitor.device.Inventory} that may change while the monitor runs.
 */
@NullMarked
package io.ispmonitor.device;

import org.jspecify.annotations.NullMarked;
