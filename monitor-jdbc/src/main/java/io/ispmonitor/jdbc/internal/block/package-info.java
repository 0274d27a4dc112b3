/**
 * The binary form in which samples lie on disk, in the spool and in the database: a row block holds
 * the readings of one layout of one device over a stretch of time, column by column; a series chunk
 * the samples of one series; a rollup chunk what became of many samples. Values are kept to the
 * resolution of their metric, times to the nanosecond. {@code docs/block-format.md} describes every
 * byte. Writers and readers are used again and again, each by one thread at a time.
 */
@NullMarked
package io.ispmonitor.jdbc.internal.block;

import org.jspecify.annotations.NullMarked;
