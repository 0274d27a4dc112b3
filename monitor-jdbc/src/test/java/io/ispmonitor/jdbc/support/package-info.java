/** Real databases for tests: a PostgreSQL server that is never left out, and files of SQLite. */
@NullMarked
package io.ispmonitor.jdbc.support;

import org.jspecify.annotations.NullMarked;
