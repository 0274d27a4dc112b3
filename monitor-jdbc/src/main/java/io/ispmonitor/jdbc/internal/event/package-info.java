/**
 * What happens, as it is kept: changes of state, alerts and what was decided about them, notices on
 * their way, limits and maintenance. Each is appended to a spool as a document and kept in memory
 * as well, since whoever asks for it must not wait for a database; a {@link
 * io.ispmonitor.jdbc.internal.event.EventWriter} brings it into its table.
 */
@NullMarked
package io.ispmonitor.jdbc.internal.event;

import org.jspecify.annotations.NullMarked;
