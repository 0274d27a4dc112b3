/**
 * What is asked of which sort of device, as data. A {@link io.ispmonitor.snmp.profile.Profile}
 * names objects ({@link io.ispmonitor.snmp.profile.Item}), alone or as the columns of a {@link
 * io.ispmonitor.snmp.profile.Table}, with the metric each of them feeds, its scale, what it says
 * when it has no value, and where the knowledge comes from. Which profile a device has is told by
 * its {@code sysObjectID}: start at {@link io.ispmonitor.snmp.profile.Profiles}, which has the
 * built-in profiles and reads those of the host from files.
 */
@NullMarked
package io.ispmonitor.snmp.profile;

import org.jspecify.annotations.NullMarked;
