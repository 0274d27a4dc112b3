/** Stores over JDBC that survive their database: PostgreSQL, and SQLite built in. */
module io.ispmonitor.jdbc {
  requires transitive io.ispmonitor.core;
  requires transitive java.sql;
  requires transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires org.slf4j;

  exports io.ispmonitor.jdbc;
  exports io.ispmonitor.jdbc.database;
}
