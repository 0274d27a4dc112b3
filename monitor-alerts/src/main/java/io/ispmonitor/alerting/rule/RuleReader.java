package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.Severity;
import io.ispmonitor.reachability.DeviceState;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one rule. */
final class RuleReader {
  private static final List<String> TYPES =
      List.of("threshold", "change", "absence", "state", "observation", "composite");

  private final FieldReader reader;
  private final Mistakes mistakes;

  RuleReader(FieldReader reader, Mistakes mistakes) {
    this.reader = reader;
    this.mistakes = mistakes;
  }

  /** The rule; null when something is wrong with it, which is noted. */
  @Nullable Rule read(Located.Fields where, String path) {
    int before = mistakes.count();
    String id = reader.text("id");
    String type = reader.text("type").isEmpty() ? null : reader.word("type", TYPES);
    if (type == null) {
      return null; // nobody knows which fields there may be
    }
    try {
      RuleBuilder<?> builder = builder(type, id);
      head(builder);
      reader.refuseUnknown();
      Rule rule = builder.build();
      return mistakes.count() == before ? rule : null;
    } catch (IllegalArgumentException e) {
      reader.refuseUnknown();
      if (mistakes.count() == before) { // otherwise it may come from what is noted already
        mistakes.at(where, path, String.valueOf(e.getMessage()));
      }
      return null;
    }
  }

  private RuleBuilder<?> builder(String type, String id) {
    return switch (type) {
      case "threshold" -> threshold(id);
      case "change" -> change(id);
      case "absence" -> absence(id);
      case "state" -> state(id);
      case "observation" -> observation(id);
      default -> composite(id);
    };
  }

  private void head(RuleBuilder<?> builder) {
    String severity = reader.word("severity", words(Severity.values()));
    if (severity != null) {
      builder.severity(Severity.valueOf(severity.toUpperCase(Locale.ROOT)));
    }
    Located devices = reader.find("devices");
    if (devices != null) {
      builder.devices(new FilterReader(mistakes).read(devices, reader.path("devices")));
    }
    if (reader.has("labels")) {
      reader.words("labels").forEach(builder::label);
    }
    runbook(builder);
    Duration reminder = reader.maybeTime("reminder");
    if (reminder != null) {
      builder.reminder(reminder);
    }
    if (reader.has("told") && !reader.truth("told", true)) {
      builder.silent();
    }
    String summary = reader.maybeText("summary");
    if (summary != null) {
      builder.summary(summary);
    }
  }

  private void runbook(RuleBuilder<?> builder) {
    String runbook = reader.maybeText("runbook");
    try {
      if (runbook != null) {
        builder.runbook(new URI(runbook));
      }
    } catch (URISyntaxException e) {
      reader.wrong("runbook", reader.find("runbook"), "must be an address: " + e.getReason());
    }
  }

  private RuleBuilder<?> threshold(String id) {
    String metric = reader.text("metric");
    String side = reader.oneOf("above", "below");
    double trigger = side == null ? 0 : reader.number(side);
    ThresholdRule.Builder rule =
        "below".equals(side)
            ? ThresholdRule.below(id, metric, trigger)
            : ThresholdRule.above(id, metric, trigger);
    Double clear = reader.maybeNumber("clear");
    if (clear != null && side != null) {
      rule.clear(clear);
    }
    return rule.instances(instances())
        .samples(reader.count("samples", 1), reader.count("clearSamples", 1))
        .holdFor(reader.time("for", Duration.ZERO))
        .keepFiring(reader.time("keepFiring", Duration.ZERO));
  }

  private RuleBuilder<?> change(String id) {
    String metric = reader.text("metric");
    String how = reader.oneOf("by", "ratio");
    double by = how == null ? 2 : reader.number(how);
    if ("ratio".equals(how)) {
      return ChangeRule.relative(id, metric, by).instances(instances());
    }
    ChangeRule.Builder rule =
        reader.has("rearmAfter")
            ? ChangeRule.rearming(id, metric, by, reader.count("rearmAfter", 1))
            : ChangeRule.absolute(id, metric, by);
    return rule.instances(instances());
  }

  private RuleBuilder<?> absence(String id) {
    Duration time = reader.time("for");
    String of = reader.oneOf("metric", "probe");
    return "probe".equals(of)
        ? AbsenceRule.ofProbe(id, reader.text("probe"), time).instances(instances())
        : AbsenceRule.ofMetric(id, of == null ? "any" : reader.text("metric"), time)
            .instances(instances());
  }

  private RuleBuilder<?> state(String id) {
    Set<DeviceState> states = EnumSet.noneOf(DeviceState.class);
    for (Located state : reader.row("states")) {
      String word = reader.word("states", state, words(DeviceState.values()));
      if (word != null) {
        states.add(DeviceState.valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
    return StateRule.in(id, states)
        .holdFor(reader.time("for", Duration.ZERO))
        .keepFiring(reader.time("keepFiring", Duration.ZERO));
  }

  private RuleBuilder<?> observation(String id) {
    String source = reader.maybeText("source");
    ObservationRule.Builder rule =
        ObservationRule.of(id, source == null ? "*" : source, reader.text("event"));
    String clearedBy = reader.maybeText("clearedBy");
    return clearedBy == null ? rule : rule.clearedBy(clearedBy);
  }

  private RuleBuilder<?> composite(String id) {
    String how = reader.oneOf("all", "any", "of");
    List<String> members = how == null ? List.of() : reader.texts(how);
    if ("of".equals(how)) {
      return CompositeRule.atLeast(reader.count("atLeast", 1), id, members);
    }
    return CompositeRule.atLeast("any".equals(how) ? 1 : members.size(), id, members);
  }

  private String instances() {
    String instances = reader.maybeText("instances");
    return instances == null ? "*" : instances;
  }

  private static List<String> words(Enum<?>[] constants) {
    List<String> words = new ArrayList<>();
    Arrays.stream(constants).map(Words::of).forEach(words::add);
    return words;
  }
}
