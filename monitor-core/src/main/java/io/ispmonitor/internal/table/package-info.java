/**
 * A table for what there is one of for each device, of which there may be a million. Depends on
 * nothing, so that every other package may use it.
 */
@NullMarked
package io.ispmonitor.internal.table;

import org.jspecify.annotations.NullMarked;
