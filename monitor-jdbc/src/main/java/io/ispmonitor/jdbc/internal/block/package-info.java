/**
 * The binary form in which samples lie on disk, in the spool and in the database: a block holds the
 * readings of one layout of one device over a stretch of time, column by column, each to the
 * resolution of its metric.
 */
@NullMarked
package io.ispmonitor.jdbc.internal.block;

import org.jspecify.annotations.NullMarked;
