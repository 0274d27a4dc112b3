/**
 * Work that is announced: which devices are worked on, when, who answers for it and why. A {@link
 * io.ispmonitor.maintenance.MaintenanceWindow} says so in values; {@link
 * io.ispmonitor.maintenance.Maintenance} holds all windows, knows which are in force and keeps them
 * in a {@link io.ispmonitor.maintenance.MaintenanceStore}.
 */
@NullMarked
package io.ispmonitor.maintenance;

import org.jspecify.annotations.NullMarked;
