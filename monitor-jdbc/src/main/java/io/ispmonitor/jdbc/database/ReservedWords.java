package io.ispmonitor.jdbc.database;

import java.util.Set;

/** Words that PostgreSQL takes for a name only in quotes (its documentation, appendix C). */
final class ReservedWords {
  private static final String ALL =
      """
      all analyse analyze and any array as asc asymmetric authorization binary both case
      cast check collate collation column concurrently constraint create cross
      current_catalog current_date current_role current_schema current_time
      current_timestamp current_user default deferrable desc distinct do else end except
      false fetch for foreign freeze from full grant group having ilike in initially inner
      intersect into is isnull join lateral leading left like limit localtime
      localtimestamp natural not notnull null offset on only or order outer overlaps
      placing primary references returning right select session_user similar some
      symmetric system_user table tablesample then to trailing true union unique user
      using variadic verbose when where window with
      """;

  private static final Set<String> WORDS = Set.of(ALL.strip().split("\\s+"));

  private ReservedWords() {}

  static boolean contains(String name) {
    return WORDS.contains(name);
  }
}
