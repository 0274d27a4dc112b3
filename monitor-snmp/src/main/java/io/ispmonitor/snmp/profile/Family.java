package io.ispmonitor.snmp.profile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The devices of one profile. Those on which the same objects are valid share one merged profile,
 * so that there are only as many as the firmware makes a difference, whatever devices say of
 * themselves. Any thread.
 */
final class Family {
  /** How much of a description is looked at; a device may say anything. */
  private static final int LONGEST_DESCRIPTION = 1_000;

  private final List<Profile> strongestFirst;
  private final Set<FirmwareRange> ranges;
  private final Profile onAny;
  private final Map<Set<FirmwareRange>, Profile> onVersions = new ConcurrentHashMap<>();

  Family(Profile profile, Map<String, Profile> byName) {
    this.strongestFirst = Ranking.of(profile, byName);
    this.ranges =
        strongestFirst.stream()
            .flatMap(Contents::items)
            .map(Item::firmware)
            .collect(Collectors.toUnmodifiableSet());
    this.onAny = Merge.of(strongestFirst, null);
  }

  /** What is asked of a device that describes itself so. */
  Profile on(String sysDescr) {
    Firmware version = onAny.firmwareOf(head(sysDescr));
    if (version == null) {
      return onAny;
    }
    Set<FirmwareRange> valid =
        ranges.stream()
            .filter(range -> range.contains(version))
            .collect(Collectors.toUnmodifiableSet());
    return onVersions.computeIfAbsent(valid, same -> merged(version));
  }

  private Profile merged(@Nullable Firmware version) {
    return Merge.of(strongestFirst, Objects.requireNonNull(version));
  }

  private static String head(String text) {
    return text.length() > LONGEST_DESCRIPTION ? text.substring(0, LONGEST_DESCRIPTION) : text;
  }
}
