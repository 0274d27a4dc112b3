package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.MetricKind;
import io.ispmonitor.snmp.profile.Item.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds items that are wrong by themselves, or feed the same series. */
final class ItemChecks {
  private final Profile profile;
  private final Places places;
  private final Problems problems;

  ItemChecks(Profile profile, Places places, Problems problems) {
    this.profile = profile;
    this.places = places;
    this.problems = problems;
  }

  /**
   * Checks items that measure the same row: single ones, or those of one table.
   *
   * @param where how sentences begin
   */
  void sameRow(List<Item> items, String where) {
    Map<String, List<Item>> byMetric = new HashMap<>();
    for (Item item : items) {
      one(item, where);
      List<Item> before = byMetric.computeIfAbsent(item.metric().name(), name -> new ArrayList<>());
      before.stream()
          .filter(earlier -> clash(earlier, item))
          .findFirst()
          .ifPresent(earlier -> twice(earlier, item, where));
      before.add(item);
    }
  }

  private void one(Item item, String where) {
    boolean isRate = item.metric().kind() == MetricKind.RATE;
    if (isRate != (item.form() == Form.COUNTER)) {
      add(
          item,
          "%smetric %s is %s; %s"
              .formatted(
                  where,
                  item.metric(),
                  isRate ? "a rate, which only a counter feeds" : "no rate, as a counter needs",
                  isRate ? "write counter" : "add 'rate' to its declaration, or write gauge"));
    }
    if (item.form() == Form.STATE && item.states().isEmpty()) {
      add(
          item,
          "%sthe state %s has no names for its numbers; say what they mean, like 1=up,2=down"
              .formatted(where, item.metric()));
    }
  }

  /** Checks an object that is in no table. */
  void single(Item item) {
    if (!item.where().isEmpty() || item.decimals() != null || item.prefix() != null) {
      add(
          item,
          "metric %s is that of a single object, which no other column describes; put it into a"
                  .formatted(item.metric())
              + " table, or leave out 'where', 'decimals' and 'prefix'");
    }
  }

  private void twice(Item earlier, Item item, String where) {
    Place first = places.of(profile, earlier);
    add(
        item,
        "%smetric %s is measured twice for the same row, by %s (%s:%d) and %s;"
                .formatted(
                    where, item.metric(), earlier.oid(), first.file(), first.line(), item.oid())
            + " take another metric, or part them by 'firmware' or 'where'");
  }

  private void add(Item item, String text) {
    problems.add(places.of(profile, item).problem(text));
  }

  /**
   * Whether two items may feed the same series on the same version. One for some versions does not
   * clash with one for all: it stands in for it on these.
   */
  private static boolean clash(Item one, Item other) {
    boolean standsIn =
        one.firmware().equals(FirmwareRange.ANY) != other.firmware().equals(FirmwareRange.ANY);
    return !standsIn && one.firmware().overlaps(other.firmware()) && rowsMeet(one, other);
  }

  /** Whether a row may have both: not when they want different numbers in the same column. */
  static boolean rowsMeet(Item one, Item other) {
    for (RowCondition first : one.where()) {
      for (RowCondition second : other.where()) {
        if (first.column().equals(second.column())
            && Collections.disjoint(first.values(), second.values())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Checks that what a table refers to is among these metrics, which it or an included one has. */
  void references(Table table, Set<String> metrics) {
    for (Item item : table.items()) {
      reference(table, item, "ceiling", item.ceiling(), metrics);
    }
    Set<String> measured = new HashSet<>(metrics);
    for (Share share : table.shares()) {
      reference(table, share, "share", share.of(), metrics);
      reference(table, share, "share", share.over(), metrics);
      boolean isNew = measured.add(share.metric().name());
      if (!isNew || share.metric().kind() == MetricKind.RATE) {
        String why = isNew ? "is a rate" : "is measured twice";
        problems.add(
            places
                .of(profile, share)
                .problem(
                    "table %s: metric %s %s; give the share another"
                        .formatted(table.name(), share.metric(), why)));
      }
    }
  }

  private void reference(
      Table table, Object part, String what, @Nullable String metric, Set<String> metrics) {
    if (metric != null && !metrics.contains(metric)) {
      problems.add(
          places
              .of(profile, part)
              .problem(
                  "table %s: the %s names metric %s, which the table does not measure; %s"
                      .formatted(
                          table.name(), what, Quoted.of(metric), Nearest.hint(metric, metrics))));
    }
  }
}
