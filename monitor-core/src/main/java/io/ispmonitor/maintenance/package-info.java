/**
 * Work that is announced: which devices are worked on, when, who answers for it and why. A {@link
 * io.ispmonitor.maintenance.MaintenanceWindow} says so in values.
 */
@NullMarked
package io.ispmonitor.maintenance;

import org.jspecify.annotations.NullMarked;
