package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.snmp.Oid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The profiles that are known: the built-in ones and those that the host adds. Immutable; any
 * thread. How they are written is told in {@code docs/profiles.md}.
 *
 * <pre>{@code
 * Profiles profiles = Profiles.builtIn().with(Path.of("/etc/isp/profiles"));
 * Profile asked = profiles.forDevice(sysObjectId, sysDescr);
 * }</pre>
 */
public final class Profiles {
  /** The profile of devices that no other matches. */
  public static final String GENERIC = "generic";

  private final Map<String, Profile> byName;
  private final Vocabulary metrics;
  private final List<Match> longestFirst = new ArrayList<>();
  private final Map<String, Family> families = new ConcurrentHashMap<>();

  private record Match(Oid prefix, Profile profile) {}

  private Profiles(Map<String, Profile> byName, Vocabulary metrics) {
    this.byName = byName;
    this.metrics = metrics;
    for (Profile profile : byName.values()) {
      profile.matches().forEach(prefix -> longestFirst.add(new Match(prefix, profile)));
    }
    longestFirst.sort(Comparator.comparingInt((Match match) -> match.prefix().size()).reversed());
  }

  /** Those that come with this module, read anew. */
  public static Profiles builtIn() {
    Problems problems = new Problems();
    Places places = new Places();
    Vocabulary metrics = new Vocabulary();
    ProfileReader reader = new ProfileReader(metrics, places, problems);
    return checked(reader.read(ProfileFiles.builtIn(problems)), metrics, places, problems);
  }

  /**
   * These and those in the given files, or in the files of the given directories whose names end in
   * {@code .profile}. One takes the place of a known one of the same name.
   *
   * @throws ProfileException naming all mistakes in them
   */
  public Profiles with(Path... paths) {
    Problems problems = new Problems();
    Places places = new Places();
    Vocabulary all = new Vocabulary(metrics);
    List<SourceFile> files = new ArrayList<>();
    for (Path path : paths) {
      files.addAll(ProfileFiles.at(path, problems));
    }
    return and(new ProfileReader(all, places, problems).read(files), all, places, problems);
  }

  /**
   * These and the given ones. One takes the place of a known one of the same name; their metrics
   * become known too.
   *
   * @throws ProfileException naming all mistakes in them
   */
  public Profiles with(Profile... profiles) {
    Problems problems = new Problems();
    Places places = new Places();
    Vocabulary all = new Vocabulary(metrics);
    Map<String, Profile> added = new TreeMap<>();
    for (Profile profile : profiles) {
      Place place = places.of(profile, null);
      Contents.metrics(profile).forEach(metric -> define(metric, all, place, problems));
      if (added.put(profile.name(), profile) != null) {
        problems.add(place.problem("it is given twice; give one of them another name"));
      }
    }
    return and(added, all, places, problems);
  }

  private static void define(Metric metric, Vocabulary all, Place place, Problems problems) {
    try {
      all.define(metric);
    } catch (Fault fault) {
      problems.add(place.problem(fault.sentence()));
    }
  }

  private Profiles and(
      Map<String, Profile> added, Vocabulary all, Places places, Problems problems) {
    Map<String, Profile> together = new TreeMap<>(byName);
    together.putAll(added);
    return checked(together, all, places, problems);
  }

  private static Profiles checked(
      Map<String, Profile> byName, Vocabulary metrics, Places places, Problems problems) {
    new ProfileChecks(byName, places, problems).run();
    problems.refuseAny();
    return new Profiles(byName, metrics);
  }

  /**
   * What is asked of a device: the profile with the longest beginning of its {@code sysObjectID},
   * else {@link #GENERIC}; with what it includes, its own objects before included ones of the same
   * metric, and without those of other versions of the firmware. Devices that are asked for the
   * same are given the same instance.
   *
   * @param objectId null when it is not known
   * @param sysDescr in which the version is looked for; empty when it is not known
   */
  public Profile forDevice(@Nullable Oid objectId, String sysDescr) {
    Objects.requireNonNull(sysDescr, "sysDescr");
    if (objectId != null) {
      for (Match match : longestFirst) {
        if (objectId.startsWith(match.prefix())) {
          return forName(match.profile().name(), sysDescr);
        }
      }
    }
    return forName(GENERIC, sysDescr);
  }

  /**
   * What is asked of a device whose profile is known by name, otherwise like {@link #forDevice}.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  public Profile forName(String name, String sysDescr) {
    Profile profile = named(name);
    return families.computeIfAbsent(profile.name(), is -> new Family(profile, byName)).on(sysDescr);
  }

  /**
   * A profile as it is written, without what it includes.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  public Profile named(String name) {
    Profile profile = byName.get(name);
    if (profile == null) {
      throw new IllegalArgumentException(
          "there is no profile " + Quoted.of(name) + "; " + Nearest.hint(name, byName.keySet()));
    }
    return profile;
  }

  /** All of them as they are written, by name. */
  public List<Profile> all() {
    return List.copyOf(byName.values());
  }

  /** All metrics that they may measure, by name. */
  public List<Metric> metrics() {
    return List.copyOf(metrics.all());
  }
}
