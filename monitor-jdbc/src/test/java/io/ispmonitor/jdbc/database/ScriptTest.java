package io.ispmonitor.jdbc.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScriptTest {
  @Test
  @DisplayName("statements end with a semicolon at the end of a line, and comments between them go")
  void statements() {
    String text =
        """
        -- what it is for
        create table a (b text default ';' not null,
          c integer);

        -- and another
        drop table d;
        """;
    assertEquals(
        List.of("create table a (b text default ';' not null,\n  c integer)", "drop table d"),
        Script.statements(text));
  }

  @Test
  @DisplayName("the body of a function is one statement")
  void body() {
    String text =
        """
        create function f() returns integer as $$
        begin
          return 1;
        end;
        $$ language plpgsql;
        create function g() returns integer as $$ select 1; $$ language sql;
        """;
    assertEquals(2, Script.statements(text).size());
  }

  @Test
  @DisplayName("a statement without an end is a mistake in the script")
  void noEnd() {
    assertThrows(IllegalArgumentException.class, () -> Script.statements("drop table d"));
  }
}
