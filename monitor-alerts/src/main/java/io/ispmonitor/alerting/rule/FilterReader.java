package io.ispmonitor.alerting.rule;

import io.ispmonitor.device.DeviceKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads which devices a rule is for: an object with one field, which says how they are named. */
final class FilterReader {
  private final Mistakes mistakes;

  FilterReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  DeviceFilter read(Located value, String path) {
    if (!(value instanceof Located.Fields fields)) {
      mistakes.at(value, path, "must be an object, such as {\"kind\": \"tower\"}");
      return DeviceFilter.every();
    }
    FieldReader reader = new FieldReader(fields, path, mistakes);
    String how = reader.oneOf("every", "ids", "kind", "label", "anyOf", "allOf", "not");
    reader.refuseUnknown();
    try {
      return how == null ? DeviceFilter.every() : read(how, reader);
    } catch (IllegalArgumentException e) {
      mistakes.at(value, path, String.valueOf(e.getMessage()));
      return DeviceFilter.every();
    }
  }

  private DeviceFilter read(String how, FieldReader reader) {
    return switch (how) {
      case "ids" -> new DeviceFilter.Ids(new HashSet<>(reader.texts("ids")));
      case "kind" -> DeviceFilter.kind(DeviceKind.of(reader.text("kind")));
      case "label" -> label(reader);
      case "anyOf" -> new DeviceFilter.AnyOf(parts("anyOf", reader));
      case "allOf" -> new DeviceFilter.AllOf(parts("allOf", reader));
      case "not" -> not(reader);
      default -> every(reader);
    };
  }

  private DeviceFilter every(FieldReader reader) {
    if (!reader.truth("every", true)) {
      reader.wrong("every", reader.find("every"), "must be true");
    }
    return DeviceFilter.every();
  }

  private DeviceFilter label(FieldReader reader) {
    Map<String, String> label = reader.words("label");
    if (label.size() != 1) {
      reader.wrong("label", reader.find("label"), "must be one label; join several by allOf");
      return DeviceFilter.every();
    }
    Map.Entry<String, String> only = label.entrySet().iterator().next();
    return DeviceFilter.label(only.getKey(), only.getValue());
  }

  private DeviceFilter not(FieldReader reader) {
    Located value = reader.find("not");
    return value == null
        ? DeviceFilter.every()
        : new DeviceFilter.Not(read(value, reader.path("not")));
  }

  private List<DeviceFilter> parts(String name, FieldReader reader) {
    List<DeviceFilter> parts = new ArrayList<>();
    for (Located part : reader.row(name)) {
      parts.add(read(part, reader.path(name + "[" + parts.size() + "]")));
    }
    return parts;
  }
}
