package io.ispmonitor.snmp.profile;

import java.util.LinkedHashMap;
import java.util.Map;

/** What may be said at some place of a file: by its first word, how to read what follows. */
final class Statements {
  private final Map<String, Statement> byKeyword = new LinkedHashMap<>();

  /** Reads what follows a keyword. */
  @FunctionalInterface
  interface Statement {
    void read(Words words) throws Fault;
  }

  Statements with(String keyword, Statement statement) {
    byKeyword.put(keyword, statement);
    return this;
  }

  Statements with(Statements others) {
    byKeyword.putAll(others.byKeyword);
    return this;
  }

  void read(String keyword, Words words) throws Fault {
    Statement statement = byKeyword.get(keyword);
    if (statement == null) {
      throw new Fault(
          "unknown keyword %s here; %s"
              .formatted(Quoted.of(keyword), Nearest.hint(keyword, byKeyword.keySet())));
    }
    statement.read(words);
    words.end();
  }
}
