package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricKind;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.snmp.profile.SourceFile.Line;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads files with profiles that belong together. Their metrics are common to all of them. */
final class ProfileReader {
  private final Vocabulary metrics;
  private final Places places;
  private final Problems problems;
  private final Map<String, Profile> profiles = new TreeMap<>();

  ProfileReader(Vocabulary metrics, Places places, Problems problems) {
    this.metrics = metrics;
    this.places = places;
    this.problems = problems;
  }

  Map<String, Profile> read(List<SourceFile> files) {
    files.forEach(this::readMetrics);
    files.forEach(file -> new FileReader(file, metrics, places, problems, this::add).read());
    return profiles;
  }

  private void add(Profile profile) {
    Profile before = profiles.putIfAbsent(profile.name(), profile);
    if (before != null) {
      Place first = places.of(before, null);
      problems.add(
          places
              .of(profile, null)
              .problem(
                  "profile %s is there already, at %s:%d; give one of them another name"
                      .formatted(profile.name(), first.file(), first.line())));
    }
  }

  private void readMetrics(SourceFile file) {
    for (Line line : file.lines()) {
      try {
        if (line.keyword().equals("metric")) {
          Metric metric = metric(line.words());
          line.words().end();
          metrics.define(metric);
        }
      } catch (Fault fault) {
        problems.add(new ProfileProblem(file.name(), line.number(), fault.sentence()));
      }
    }
  }

  private static Metric metric(Words words) throws Fault {
    String name = words.next("a name");
    Unit unit = Values.unit(words.next("a unit"));
    double resolution = Values.number(words.next("the smallest difference worth keeping"));
    boolean isRate = words.more();
    if (isRate && !words.next("'rate'").equals("rate")) {
      throw new Fault("only 'rate' may follow the resolution, for what counters feed");
    }
    try {
      return new Metric(name, unit, resolution, isRate ? MetricKind.RATE : MetricKind.GAUGE);
    } catch (IllegalArgumentException e) {
      throw new Fault(String.valueOf(e.getMessage()));
    }
  }
}
