package io.ispmonitor.snmp.profile;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where profiles, tables and what is in them were read, for messages about what does not fit
 * together. Two lines may say the same, so it is told by identity.
 */
final class Places {
  private final IdentityHashMap<Object, Place> places = new IdentityHashMap<>();
  private final Set<String> faulty = new HashSet<>();

  <T> T note(T read, Place place) {
    places.put(read, place);
    return read;
  }

  /** Where a part of a profile was read; the profile's own place when that is not known. */
  Place of(Profile profile, @Nullable Object part) {
    Place place = places.get(part == null ? profile : part);
    if (place == null) {
      place = places.get(profile);
    }
    return place == null ? new Place("profile " + profile.name(), 0) : place;
  }

  /** A line of this profile could not be read: what seems to be missing may stand there. */
  void noteFaulty(String profile) {
    faulty.add(profile);
  }

  boolean isFaulty(Profile profile) {
    return faulty.contains(profile.name());
  }
}
