package io.ispmonitor.jdbc.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  @DisplayName("a body between dollars with a name may hold other bodies and ends of statements")
  void nestedBodies() {
    String body =
        """
        do $run$
        begin
          execute $sql$ create function f(a integer) returns integer as $$ select $1; $$
            language sql;
          $sql$;
        end;
        $run$""";
    assertEquals(
        List.of(body, "select a$b$c, 1"), Script.statements(body + ";\nselect a$b$c, 1;\n"));
  }

  @Test
  @DisplayName("semicolons in quotes, in comments and within a line end nothing")
  void noEnds() {
    String statement =
        """
        insert into "a;
        b" values ('it''s;
        $$', 1); select 2 -- $$ ' ;
          /* ';
          */ + 3""";
    assertEquals(
        List.of(statement, "select 4"),
        Script.statements(
            "/* about;\n it */\n" + statement + "; -- that's it\n-- and;\nselect 4;  "));
  }

  @Test
  @DisplayName("what is opened must be closed")
  void notClosed() {
    for (String open : List.of("'a", "\"a", "/* a", "$$ a", "$a$ a $b$")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> Script.statements("select " + open + ";\n"));
      assertTrue(String.valueOf(refused.getMessage()).contains("is not closed"), open);
    }
  }

  @Test
  @DisplayName("a statement without an end is a mistake in the script")
  void noEnd() {
    assertThrows(IllegalArgumentException.class, () -> Script.statements("drop table d"));
  }
}
