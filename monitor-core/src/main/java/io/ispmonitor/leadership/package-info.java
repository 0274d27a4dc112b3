/**
 * Who is in charge when several instances watch the same network. A {@link
 * io.ispmonitor.leadership.Leadership} hands out a token for a scope, which every write that must
 * not come from two instances carries.
 */
@NullMarked
package io.ispmonitor.leadership;

import org.jspecify.annotations.NullMarked;
