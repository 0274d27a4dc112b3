package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A table of PostgreSQL that has partitions by time, and a default one for all other times. */
enum Partitioned {
  /** A partition for each hour. */
  READING("first_at", 1, "yyyyMMddHH", 7 * 24, 24),
  /** A partition for each day; as far back as samples can be kept. */
  CHUNK("hour", 24, "yyyyMMdd", 4_000, 1),
  /** A partition for each day; as far back as they can be kept. */
  ROLLUP_5MIN("day", 24, "yyyyMMdd", 4_000, 1),
  /** A partition for each 30 days; as far back as they can be kept. */
  ROLLUP_HOUR("day", 30 * 24, "yyyyMMdd", 135, 1);

  private final String column;
  private final int hours;
  private final DateTimeFormatter stamp;
  private final int mostBefore;
  private final int mostAfter;

  /**
   * One of them.
   *
   * @param column whose time decides
   * @param hours how long a partition is
   * @param stamp what ends its name
   * @param mostBefore how many partitions there may be before the present one
   * @param mostAfter how many there may be behind it
   */
  Partitioned(String column, int hours, String stamp, int mostBefore, int mostAfter) {
    this.column = column;
    this.hours = hours;
    this.stamp = DateTimeFormatter.ofPattern(stamp, Locale.ROOT).withZone(ZoneOffset.UTC);
    this.mostBefore = mostBefore;
    this.mostAfter = mostAfter;
  }

  String column() {
    return column;
  }

  /** How its name ends in statements. */
  String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The default partition. */
  String others() {
    return table() + "_default";
  }

  /** The number of the partition that holds an hour. */
  long number(long hour) {
    return Math.floorDiv(hour, hours);
  }

  /** Whether a partition may be made while another one is the present one. */
  boolean isNear(long number, long present) {
    return number >= present - mostBefore && number <= present + mostAfter;
  }

  /** When a partition begins. */
  OffsetDateTime begin(long number) {
    return OffsetDateTime.ofInstant(SampleTimes.start(number * hours), ZoneOffset.UTC);
  }

  /** The partition as it is named in a statement. */
  String name(Database database, long number) {
    return database.table(table() + '_' + stamp.format(begin(number)));
  }

  /** The number of the partition with a name, if it is one by time. */
  OptionalLong number(Database database, String name) {
    if (!name.matches(pattern(database))) {
      return OptionalLong.empty();
    }
    String digits = name.substring(name.lastIndexOf('_') + 1);
    LocalDate day = LocalDate.parse(digits.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
    long hour = SampleTimes.firstHour(day.toEpochDay());
    return OptionalLong.of(
        number(hour + (digits.length() > 8 ? Long.parseLong(digits.substring(8)) : 0)));
  }

  /** What the names of all partitions look like but that of the default one. */
  String pattern(Database database) {
    return Pattern.quote(database.table(table()) + '_') + "\\d{8}(\\d{2})?";
  }
}
