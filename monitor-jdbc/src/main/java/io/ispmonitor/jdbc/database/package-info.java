/**
 * The database as its operator knows it: which {@link io.ispmonitor.jdbc.database.DatabaseKind
 * kind} it is, how its {@link io.ispmonitor.jdbc.database.TableNames tables} are called, what makes
 * them ({@link io.ispmonitor.jdbc.database.Schema}), which {@link
 * io.ispmonitor.jdbc.database.PostgresSettings settings} suit it, and {@link
 * io.ispmonitor.jdbc.database.OutageCause why} it cannot be used when it cannot.
 */
@NullMarked
package io.ispmonitor.jdbc.database;

import org.jspecify.annotations.NullMarked;
