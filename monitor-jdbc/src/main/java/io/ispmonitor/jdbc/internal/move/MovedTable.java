package io.ispmonitor.jdbc.internal.move;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of what happened, or of what stands: its columns in an order of their own.
 *
 * @param name without the prefix
 * @param isNumbered whether its rows are in the order of numbers that the database gives; the first
 *     column has them
 * @param columns all of them, the first ones are its key
 */
record MovedTable(String name, boolean isNumbered, List<Column> columns) {

  /** What a column has. */
  enum Kind {
    NUMBERED,
    DEVICE,
    TEXT,
    DOCUMENT,
    TIME,
    NUMBER,
    FLAG
  }

  /** A column. */
  record Column(String name, Kind kind) {}

  /** Everything but samples; what happened first. */
  static final List<MovedTable> ALL =
      List.of(
          of("state_change", "#id @device_id !at from_state to_state outage {document"),
          of("ledger", "#id !at alert_id key channel notice_id decision stage reason reopens"),
          of(
              "alert",
              "id key type severity source status summary !first_seen !last_seen !resolved_at"
                  + " {document"),
          of("device_state", "@device_id state !since {change {progress"),
          of("outbox", "#place channel notice_id !queued_at +attempts ?under_way {document"),
          of("device_limit", "rule device {document"),
          of("maintenance", "id owner reason {document triggered_at"));

  /** Marks before a name say what it has. */
  private static MovedTable of(String name, String columns) {
    List<Column> all = new ArrayList<>();
    for (String column : columns.split(" ", -1)) {
      Kind kind =
          switch (column.charAt(0)) {
            case '#' -> Kind.NUMBERED;
            case '@' -> Kind.DEVICE;
            case '{' -> Kind.DOCUMENT;
            case '!' -> Kind.TIME;
            case '+' -> Kind.NUMBER;
            case '?' -> Kind.FLAG;
            default -> Kind.TEXT;
          };
      all.add(new Column(kind == Kind.TEXT ? column : column.substring(1), kind));
    }
    return new MovedTable(name, all.get(0).kind() == Kind.NUMBERED, List.copyOf(all));
  }

  /** The names of the columns, with commas. */
  String names() {
    return String.join(", ", columns.stream().map(Column::name).toList());
  }

  /** What its rows are ordered by, so that they come in the same order each time. */
  String order() {
    return switch (name) {
      case "device_limit" -> "rule, device";
      default -> columns.get(0).name();
    };
  }

  /** Places for values in a statement, with commas. */
  String places(String json) {
    String[] places = new String[columns.size()];
    Arrays.setAll(places, i -> columns.get(i).kind() == Kind.DOCUMENT ? json : "?");
    return String.join(", ", places);
  }
}
