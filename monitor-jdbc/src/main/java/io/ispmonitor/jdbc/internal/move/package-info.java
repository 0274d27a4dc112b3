/**
 * Moves a history from files of SQLite into PostgreSQL. What is moved and how far it came is
 * committed together, and in the end both sides are read and compared.
 */
@NullMarked
package io.ispmonitor.jdbc.internal.move;

import org.jspecify.annotations.NullMarked;
