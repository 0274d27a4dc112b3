package io.ispmonitor.snmp.profile;

import io.ispmonitor.snmp.Oid;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a sort of device. Immutable.
 *
 * @param name how others refer to it: lower case words joined by hyphens
 * @param title for people, such as {@code MikroTik RouterOS}
 * @param matches beginnings of the {@code sysObjectID} of such devices; none for a profile that is
 *     only there to be included
 * @param includes names of profiles whose objects are asked for too
 * @param firmware finds the version in {@code sysDescr}, as its first group; null when no object
 *     depends on it
 * @param quirks what the agents do not do as they should
 * @param items single objects
 * @param tables tables
 */
public record Profile(
    String name,
    String title,
    List<Oid> matches,
    List<String> includes,
    @Nullable Pattern firmware,
    Set<Quirk> quirks,
    List<Item> items,
    List<Table> tables) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Copies the collections and checks the name. */
  public Profile {
    Objects.requireNonNull(title, "title");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "profile name '" + name + "' must be lower case words joined by hyphens, such as if-mib");
    }
    if (firmware != null && firmware.matcher("").groupCount() < 1) {
      throw new IllegalArgumentException(
          "profile %s: the pattern '%s' for the firmware has no group; put the version in brackets"
              .formatted(name, firmware));
    }
    matches = List.copyOf(matches);
    includes = List.copyOf(includes);
    quirks = Set.copyOf(quirks);
    items = List.copyOf(items);
    tables = List.copyOf(tables);
  }

  /** The version of a device's firmware; null when it is not found. */
  public @Nullable Firmware firmwareOf(String sysDescr) {
    if (firmware == null) {
      return null;
    }
    Matcher matcher = firmware.matcher(sysDescr);
    if (!matcher.find() || matcher.group(1) == null) {
      return null;
    }
    try {
      return Firmware.of(matcher.group(1));
    } catch (IllegalArgumentException e) {
      return null; // the device says something else there
    }
  }
}
