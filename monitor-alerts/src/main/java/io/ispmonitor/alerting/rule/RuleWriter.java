package io.ispmonitor.alerting.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.ispmonitor.reachability.DeviceState;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes rules as JSON. What is usual is left out. */
final class RuleWriter {
  private final JsonGenerator json;

  private RuleWriter(JsonGenerator json) {
    this.json = json;
  }

  static String write(Iterable<? extends Rule> rules) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      RuleWriter writer = new RuleWriter(json);
      json.writeStartObject();
      json.writeArrayFieldStart("rules");
      for (Rule rule : rules) {
        writer.rule(rule);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no file behind it
    }
    return text.append('\n').toString();
  }

  private void rule(Rule rule) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", rule.id());
    json.writeStringField("type", rule.type());
    if (rule instanceof ThresholdRule threshold) {
      threshold(threshold);
    } else if (rule instanceof ChangeRule change) {
      change(change);
    } else if (rule instanceof AbsenceRule absence) {
      json.writeStringField(Words.of(absence.of()), absence.name());
      instances(absence.instances());
      time("for", absence.time());
    } else if (rule instanceof StateRule state) {
      texts("states", state.states().stream().map(RuleWriter::word).toList());
      time("for", state.hold());
      time("keepFiring", state.keepFiring());
    } else if (rule instanceof ObservationRule observation) {
      observation(observation);
    } else if (rule instanceof CompositeRule composite) {
      composite(composite);
    }
    heading(rule.heading());
    json.writeEndObject();
  }

  private static String word(DeviceState state) {
    return Words.of(state);
  }

  private void threshold(ThresholdRule rule) throws IOException {
    json.writeStringField("metric", rule.metric());
    instances(rule.instances());
    json.writeNumberField(rule.isHigh() ? "above" : "below", rule.trigger());
    json.writeNumberField("clear", rule.clear());
    time("for", rule.hold());
    count("samples", rule.samples());
    count("clearSamples", rule.clearSamples());
    time("keepFiring", rule.keepFiring());
  }

  private void change(ChangeRule rule) throws IOException {
    json.writeStringField("metric", rule.metric());
    instances(rule.instances());
    boolean isRatio = rule.kind() == ChangeRule.Kind.RELATIVE;
    json.writeNumberField(isRatio ? "ratio" : "by", rule.by());
    if (rule.kind() == ChangeRule.Kind.REARMING) {
      json.writeNumberField("rearmAfter", rule.rearmSamples());
    }
  }

  private void observation(ObservationRule rule) throws IOException {
    json.writeStringField("source", rule.source().text());
    json.writeStringField("event", rule.event().text());
    if (rule.clearedBy() != null) {
      json.writeStringField("clearedBy", rule.clearedBy().text());
    }
  }

  private void composite(CompositeRule rule) throws IOException {
    if (rule.atLeast() == rule.members().size()) {
      texts("all", rule.members());
    } else if (rule.atLeast() == 1) {
      texts("any", rule.members());
    } else {
      json.writeNumberField("atLeast", rule.atLeast());
      texts("of", rule.members());
    }
  }

  private void heading(Heading heading) throws IOException {
    json.writeStringField("severity", Words.of(heading.severity()));
    if (!heading.devices().equals(DeviceFilter.every())) {
      json.writeFieldName("devices");
      filter(heading.devices());
    }
    if (!heading.labels().isEmpty()) {
      json.writeObjectFieldStart("labels");
      for (Map.Entry<String, String> label : heading.labels().entrySet()) {
        json.writeStringField(label.getKey(), label.getValue());
      }
      json.writeEndObject();
    }
    if (heading.runbook() != null) {
      json.writeStringField("runbook", heading.runbook().toString());
    }
    if (heading.reminder() != null) {
      time("reminder", heading.reminder());
    }
    json.writeStringField("summary", heading.summary().text());
    if (!heading.isTold()) {
      json.writeBooleanField("told", false);
    }
  }

  private void filter(DeviceFilter filter) throws IOException {
    json.writeStartObject();
    if (filter instanceof DeviceFilter.Ids ids) {
      texts("ids", ids.ids());
    } else if (filter instanceof DeviceFilter.Kind kind) {
      json.writeStringField("kind", kind.kind().name());
    } else if (filter instanceof DeviceFilter.Label label) {
      json.writeObjectFieldStart("label");
      json.writeStringField(label.key(), label.value());
      json.writeEndObject();
    } else if (filter instanceof DeviceFilter.AnyOf any) {
      filters("anyOf", any.parts());
    } else if (filter instanceof DeviceFilter.AllOf all) {
      filters("allOf", all.parts());
    } else if (filter instanceof DeviceFilter.Not not) {
      json.writeFieldName("not");
      filter(not.part());
    } else {
      json.writeBooleanField("every", true);
    }
    json.writeEndObject();
  }

  private void filters(String name, List<DeviceFilter> parts) throws IOException {
    json.writeArrayFieldStart(name);
    for (DeviceFilter part : parts) {
      filter(part);
    }
    json.writeEndArray();
  }

  private void instances(NamePattern instances) throws IOException {
    if (!instances.isAny()) {
      json.writeStringField("instances", instances.text());
    }
  }

  private void time(String name, Duration time) throws IOException {
    if (!time.isZero()) {
      json.writeStringField(name, Times.write(time));
    }
  }

  private void count(String name, int count) throws IOException {
    if (count != 1) {
      json.writeNumberField(name, count);
    }
  }

  private void texts(String name, Collection<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
