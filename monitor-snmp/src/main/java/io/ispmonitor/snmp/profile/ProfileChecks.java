package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricKind;
import io.ispmonitor.snmp.Oid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what does not fit together in profiles that are each well written. */
final class ProfileChecks {
  private static final int MOST_PROFILES = 1_000;

  private final Map<String, Profile> byName;
  private final Places places;
  private final Problems problems;

  ProfileChecks(Map<String, Profile> byName, Places places, Problems problems) {
    this.byName = byName;
    this.places = places;
    this.problems = problems;
  }

  void run() {
    if (byName.size() > MOST_PROFILES) {
      problems.add(
          new ProfileProblem(
              "profiles",
              0,
              "there are %d, %d are the most; leave some out"
                  .formatted(byName.size(), MOST_PROFILES)));
      return; // what follows would go too deep
    }
    new IncludeChecks(byName, places, problems).run();
    Map<Oid, Profile> matched = new HashMap<>();
    for (Profile profile : byName.values()) {
      matches(profile, matched);
      if (!places.isFaulty(profile) && !problems.isFull()) {
        inside(profile);
      }
    }
  }

  private void matches(Profile profile, Map<Oid, Profile> matched) {
    for (Oid match : profile.matches()) {
      Profile other = matched.putIfAbsent(match, profile);
      if (other != null) {
        add(
            profile,
            match,
            "profiles %s and %s both match %s; lengthen it in one of them, or give both one name"
                .formatted(other.name(), profile.name(), match));
      }
    }
  }

  private void inside(Profile profile) {
    ItemChecks items = new ItemChecks(profile, places, problems);
    items.sameRow(profile.items(), "");
    profile.items().forEach(items::single);
    List<Profile> ranked = Ranking.of(profile, byName);
    Set<String> tables = new HashSet<>();
    for (Table table : profile.tables()) {
      items.sameRow(table.items(), "table " + table.name() + ": ");
      items.references(table, metricsOf(table.name(), ranked));
      if (!tables.add(table.name())) {
        add(
            profile,
            table,
            "profile %s has two tables %s; give one of them another name"
                .formatted(profile.name(), table.name()));
      }
    }
    counts(profile);
    if (dependsOnFirmware(profile) && ranked.stream().allMatch(one -> one.firmware() == null)) {
      add(
          profile,
          null,
          "profile %s has objects for some versions of the firmware, but no line 'firmware' that"
                  .formatted(profile.name())
              + " finds the version in sysDescr; add one");
    }
  }

  /** What a table measures, as it will be with those of the same name that are included. */
  private static Set<String> metricsOf(String table, List<Profile> ranked) {
    Set<String> metrics = new HashSet<>();
    for (Profile profile : ranked) {
      for (Table one : profile.tables()) {
        if (one.name().equals(table)) {
          one.items().forEach(item -> metrics.add(item.metric().name()));
        }
      }
    }
    return metrics;
  }

  /** The number of rows belongs to the device as a whole, as single objects do. */
  private void counts(Profile profile) {
    Set<Metric> ofDevice = new HashSet<>();
    profile.items().forEach(item -> ofDevice.add(item.metric()));
    for (Table table : profile.tables()) {
      if (table.count() != null && table.count().kind() == MetricKind.RATE) {
        add(
            profile,
            table,
            "table %s: metric %s is a rate, and cannot count rows; take another"
                .formatted(table.name(), table.count()));
      }
      if (table.count() != null && !ofDevice.add(table.count())) {
        add(
            profile,
            table,
            "table %s: the metric %s, which counts its rows, is measured elsewhere in the profile"
                    .formatted(table.name(), table.count())
                + " too; take another");
      }
    }
  }

  private static boolean dependsOnFirmware(Profile profile) {
    return Contents.items(profile).anyMatch(item -> !item.firmware().equals(FirmwareRange.ANY));
  }

  private void add(Profile profile, @Nullable Object part, String text) {
    problems.add(places.of(profile, part).problem(text));
  }
}
