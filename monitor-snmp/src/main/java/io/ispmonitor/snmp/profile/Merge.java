package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.snmp.Oid;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a profile and all that it includes together, for one version of the firmware. */
final class Merge {
  private final List<Profile> strongestFirst;
  private final @Nullable Firmware version;
  private final Set<String> ofDevice = new HashSet<>();

  private Merge(List<Profile> strongestFirst, @Nullable Firmware version) {
    this.strongestFirst = strongestFirst;
    this.version = version;
  }

  /** What the first of these is with the others behind it. */
  static Profile of(List<Profile> strongestFirst, @Nullable Firmware version) {
    return new Merge(strongestFirst, version).profile();
  }

  private Profile profile() {
    Profile top = strongestFirst.get(0);
    Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    strongestFirst.forEach(profile -> quirks.addAll(profile.quirks()));
    List<Item> items = items(strongestFirst.stream().map(Profile::items));
    items.forEach(item -> ofDevice.add(item.metric().name()));
    return new Profile(
        top.name(),
        top.title(),
        top.matches(),
        List.of(),
        firmware(strongestFirst),
        quirks,
        items,
        tables());
  }

  /** The pattern that finds the version: the strongest. */
  static @Nullable Pattern firmware(List<Profile> strongestFirst) {
    return first(strongestFirst, Profile::firmware);
  }

  private List<Table> tables() {
    Map<String, List<Table>> byName =
        strongestFirst.stream()
            .flatMap(profile -> profile.tables().stream())
            .collect(Collectors.groupingBy(Table::name, LinkedHashMap::new, Collectors.toList()));
    return byName.values().stream().map(this::table).filter(Objects::nonNull).toList();
  }

  /** Null when nothing of the table is there on this version. */
  private @Nullable Table table(List<Table> same) {
    List<Item> items = items(same.stream().map(Table::items));
    Metric count = count(same);
    if (items.isEmpty() && count == null) {
      return null;
    }
    Oid discontinuity = first(same, Table::discontinuity);
    return new Table(
        same.get(0).name(),
        same.stream().map(Table::naming).filter(is -> !is.isEmpty()).findFirst().orElse(List.of()),
        items,
        shares(same, items),
        discontinuity,
        same.stream().anyMatch(Table::comesAndGoes),
        count);
  }

  /** The number of rows, unless a single object or another table has its metric already. */
  private @Nullable Metric count(List<Table> same) {
    Metric count = first(same, Table::count);
    return count != null && ofDevice.add(count.name()) ? count : null;
  }

  private static List<Share> shares(List<Table> same, List<Item> items) {
    Set<String> measured =
        items.stream().map(item -> item.metric().name()).collect(Collectors.toSet());
    Map<String, Share> byMetric = new LinkedHashMap<>();
    same.stream()
        .flatMap(table -> table.shares().stream())
        .filter(share -> measured.contains(share.of()) && measured.contains(share.over()))
        .filter(share -> !measured.contains(share.metric().name()))
        .forEach(share -> byMetric.putIfAbsent(share.metric().name(), share));
    return List.copyOf(byMetric.values());
  }

  /** Of all items of one metric those of the strongest that has any on this version. */
  private List<Item> items(Stream<List<Item>> lists) {
    Map<String, List<Item>> byMetric = new LinkedHashMap<>();
    lists.forEach(
        list ->
            valid(list).stream()
                .collect(
                    Collectors.groupingBy(
                        item -> item.metric().name(), LinkedHashMap::new, Collectors.toList()))
                .forEach(byMetric::putIfAbsent));
    return byMetric.values().stream().flatMap(List::stream).toList();
  }

  /** Those of this version; where one is for this version and one for all, the former. */
  private List<Item> valid(List<Item> all) {
    List<Item> there = all.stream().filter(item -> item.firmware().contains(version)).toList();
    List<Item> special = new ArrayList<>(there);
    special.removeIf(item -> item.firmware().equals(FirmwareRange.ANY));
    return there.stream().filter(item -> !isReplaced(item, special)).toList();
  }

  private static boolean isReplaced(Item item, List<Item> special) {
    return item.firmware().equals(FirmwareRange.ANY)
        && special.stream()
            .anyMatch(
                other -> other.metric().equals(item.metric()) && ItemChecks.rowsMeet(item, other));
  }

  private static <T, R> @Nullable R first(List<T> all, Function<T, @Nullable R> part) {
    for (T one : all) {
      R found = part.apply(one);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
