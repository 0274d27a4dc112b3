/**
 * Stores over JDBC. {@link io.ispmonitor.jdbc.Schema} makes the tables they need, in PostgreSQL or
 * in SQLite, and brings older ones up to date.
 */
@NullMarked
package io.ispmonitor.jdbc;

import org.jspecify.annotations.NullMarked;
