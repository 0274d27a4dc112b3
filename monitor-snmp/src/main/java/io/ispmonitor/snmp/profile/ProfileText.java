package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes profiles for people: a table in Markdown with each object, its metric and unit, how its
 * values are read, and how far the knowledge of it can be trusted.
 */
public final class ProfileText {
  private static final String ROW = "| %s | `%s` | %s | %s | %s | %s |\n";

  private ProfileText() {}

  /** Writes one profile, without what it includes. */
  public static void write(Profile profile, StringBuilder text) {
    text.append("### `%s`: %s\n\n".formatted(profile.name(), profile.title()));
    text.append(introduction(profile)).append("\n");
    if (profile.items().isEmpty() && profile.tables().isEmpty()) {
      return;
    }
    text.append("\n| of | metric | unit | object | trust | source |\n|---|---|---|---|---|---|\n");
    profile.items().forEach(item -> write("device", item, text));
    for (Table table : profile.tables()) {
      table.items().forEach(item -> write(table.name(), item, text));
      for (Share share : table.shares()) {
        String object = "`%s` over `%s`".formatted(share.of(), share.over());
        text.append(row(table.name(), share.metric(), object, "", ""));
      }
      Metric count = table.count();
      if (count != null) {
        text.append(row("device", count, "rows of " + table.name(), "", ""));
      }
    }
  }

  private static String introduction(Profile profile) {
    String matches =
        profile.matches().isEmpty()
            ? "No device by itself."
            : "Devices whose sysObjectID begins with " + joined(profile.matches()) + ".";
    String includes =
        profile.includes().isEmpty() ? "" : " Includes " + joined(profile.includes()) + ".";
    String quirks =
        profile.quirks().isEmpty()
            ? ""
            : " Quirks: "
                + profile.quirks().stream()
                    .sorted()
                    .map(Quirk::word)
                    .collect(Collectors.joining(", "))
                + ".";
    String firmware = profile.firmware() == null ? "" : " Version by `" + profile.firmware() + "`.";
    return matches + includes + quirks + firmware;
  }

  private static String joined(List<?> all) {
    return all.stream().map(one -> "`" + one + "`").collect(Collectors.joining(", "));
  }

  private static void write(String of, Item item, StringBuilder text) {
    Source source = item.source();
    text.append(row(of, item.metric(), object(item), source.confidence().word(), source.text()));
  }

  private static String row(String of, Metric metric, String object, String trust, String source) {
    return ROW.formatted(of, metric, Values.name(metric.unit()), cell(object), trust, cell(source));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** The object and how its values are read. */
  private static String object(Item item) {
    StringBuilder text = new StringBuilder("`" + item.oid() + "`");
    if (item.form() != Item.Form.GAUGE) {
      text.append(", ").append(item.form().name().toLowerCase(Locale.ROOT));
    }
    option(text, " over `", item.over(), "`");
    option(text, ", times ", item.factor() == 1 ? null : Values.text(item.factor()), "");
    option(text, ", plus ", item.offset() == 0 ? null : Values.text(item.offset()), "");
    option(text, ", decimals in `", item.decimals(), "`");
    option(text, ", power of ten in `", item.prefix(), "`");
    option(text, ", else `", item.narrow(), "`");
    option(text, ", at most `", item.ceiling(), "`");
    item.noValue().stream().sorted().forEach(one -> option(text, ", not ", one, ""));
    option(text, ", from ", Double.isFinite(item.least()) ? Values.text(item.least()) : null, "");
    option(text, ", to ", Double.isFinite(item.most()) ? Values.text(item.most()) : null, "");
    for (RowCondition where : item.where()) {
      String values =
          where.values().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
      text.append(", where `%s` is %s".formatted(where.column(), values));
    }
    if (!item.firmware().equals(FirmwareRange.ANY)) {
      text.append(", on firmware ").append(item.firmware());
    }
    option(text, ", every ", item.every().isZero() ? null : Values.text(item.every()), "");
    String states =
        new TreeMap<>(item.states())
            .entrySet().stream().map(Objects::toString).collect(Collectors.joining(", "));
    option(text, ": ", states.isEmpty() ? null : states, "");
    return text.toString();
  }

  private static void option(
      StringBuilder text, String before, @Nullable Object value, String after) {
    if (value != null) {
      text.append(before).append(value).append(after);
    }
  }
}
