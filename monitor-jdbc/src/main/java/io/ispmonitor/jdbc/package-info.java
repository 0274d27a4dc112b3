/**
 * Stores over JDBC that survive their database: everything is written to a spool on local disk and
 * carried over from there. {@link io.ispmonitor.jdbc.database.Schema} makes the tables they need.
 */
@NullMarked
package io.ispmonitor.jdbc;

import org.jspecify.annotations.NullMarked;
