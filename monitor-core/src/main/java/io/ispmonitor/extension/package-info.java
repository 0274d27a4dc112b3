/**
 * What attaches to a monitor: {@link io.ispmonitor.extension.MonitorListener listeners} hear what
 * happens, {@link io.ispmonitor.extension.MonitorExtension extensions} live as long as the monitor
 * and get at its parts.
 */
@NullMarked
package io.ispmonitor.extension;

import org.jspecify.annotations.NullMarked;
