package io.ispmonitor.jdbc.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresVersionTest {

  @Test
  @DisplayName("the server is of the version that pg.version asks for, or one that is supported")
  void version(PostgresDatabase database) {
    long found = database.number("select current_setting('server_version_num')::integer / 10000");
    String wanted = System.getProperty("pg.version");
    if (wanted == null) {
      assertTrue(found >= 13, () -> "PostgreSQL " + found + " is not supported");
    } else {
      assertEquals(wanted, Long.toString(found), "the version of PostgreSQL");
    }
  }
}
