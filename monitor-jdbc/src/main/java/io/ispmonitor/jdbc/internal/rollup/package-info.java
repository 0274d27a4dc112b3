/**
 * The arithmetic of roll-ups: from the samples of a day to buckets, and from buckets to days and
 * months. Knows of no database.
 */
@NullMarked
package io.ispmonitor.jdbc.internal.rollup;

import org.jspecify.annotations.NullMarked;
