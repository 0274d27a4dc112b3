package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers, times, units and lists of them. */
final class Values {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?(e-?\\d{1,2})?");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m|h)");
  private static final Map<String, Unit> UNITS = units();

  private Values() {}

  private static Map<String, Unit> units() {
    Map<String, Unit> units = new LinkedHashMap<>();
    for (Unit unit : Unit.values()) {
      units.put(name(unit), unit);
    }
    units.put(Unit.CELSIUS.symbol(), Unit.CELSIUS);
    return units;
  }

  /** How a unit is written in a file: by its symbol, where one has none of its own by a word. */
  static String name(Unit unit) {
    return switch (unit) {
      case RATIO -> "ratio";
      case COUNT -> "count";
      case CELSIUS -> "C";
      default -> unit.symbol();
    };
  }

  static Unit unit(String word) throws Fault {
    Unit unit = UNITS.get(word);
    if (unit == null) {
      throw new Fault(
          "%s is no unit; base units only, others are reached by scale: %s"
              .formatted(Quoted.of(word), String.join(", ", UNITS.keySet())));
    }
    return unit;
  }

  /** A decimal number, or one divided by another, such as {@code 1/10}. */
  static double number(String word) throws Fault {
    int slash = word.indexOf('/');
    double value =
        slash < 0
            ? decimal(word, word)
            : decimal(word.substring(0, slash), word) / decimal(word.substring(slash + 1), word);
    if (!Double.isFinite(value)) {
      throw new Fault(Quoted.of(word) + " is divided by zero");
    }
    return value;
  }

  private static double decimal(String digits, String word) throws Fault {
    if (!NUMBER.matcher(digits.toLowerCase(Locale.ROOT)).matches()) {
      throw new Fault(Quoted.of(word) + " is no number; write it like 0.1, 1e6 or 1/10");
    }
    return Double.parseDouble(digits);
  }

  static int position(String word) throws Fault {
    long value = whole(word);
    if (value < 0 || value > 127) {
      throw new Fault(Quoted.of(word) + " is no part of an index; they are counted from 0 to 127");
    }
    return (int) value;
  }

  private static long whole(String word) throws Fault {
    if (!WHOLE.matcher(word).matches()) {
      throw new Fault(Quoted.of(word) + " is no whole number of up to 18 digits");
    }
    return Long.parseLong(word);
  }

  /** Numbers with commas between them. */
  static Set<Long> wholes(String word) throws Fault {
    Set<Long> numbers = new LinkedHashSet<>();
    for (String part : word.split(",", -1)) {
      numbers.add(whole(part));
    }
    return numbers;
  }

  static long[] array(Collection<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  /** Numbers with what they mean, such as {@code 1=up,2=down}. */
  static Map<Long, String> states(String word) throws Fault {
    Map<Long, String> states = new HashMap<>();
    for (String part : word.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0 || part.substring(equals + 1).isBlank()) {
        throw new Fault(
            Quoted.of(part) + " names no state; write number and name like 1=up,2=down");
      }
      long number = whole(part.substring(0, equals));
      if (states.put(number, part.substring(equals + 1)) != null) {
        throw new Fault("state " + number + " is named twice; name each number once");
      }
    }
    return states;
  }

  static Duration duration(String word) throws Fault {
    Matcher matcher = DURATION.matcher(word);
    if (!matcher.matches()) {
      throw new Fault(Quoted.of(word) + " is no time; write it like 30s, 15m or 1h");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /** A time as it is written in a file. */
  static String text(Duration time) {
    return time.toSeconds() % 60 == 0 ? time.toMinutes() + "m" : time.toSeconds() + "s";
  }

  /** A number for people: without the digits that a computer adds. */
  static String text(double value) {
    return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString();
  }

  /** Versions from one to another, such as {@code 8.7.4..8.7.6}, {@code 7..} or {@code ..6.49}. */
  static FirmwareRange firmware(String word) throws Fault {
    int dots = word.indexOf("..");
    if (dots < 0 || word.length() == 2) {
      throw new Fault(
          Quoted.of(word) + " is no range of versions; write it like 8.7.4..8.7.6, 7.. or ..6.49");
    }
    String from = word.substring(0, dots);
    String to = word.substring(dots + 2);
    try {
      FirmwareRange range =
          new FirmwareRange(
              from.isEmpty() ? null : Firmware.of(from), to.isEmpty() ? null : Firmware.of(to));
      if (range.from() != null && !range.contains(range.from())) {
        throw new Fault(Quoted.of(word) + " ends before it begins; write the lower version first");
      }
      return range;
    } catch (IllegalArgumentException e) {
      throw new Fault(String.valueOf(e.getMessage()));
    }
  }

  static Quirk quirk(String word) throws Fault {
    for (Quirk quirk : Quirk.values()) {
      if (quirk.word().equals(word)) {
        return quirk;
      }
    }
    List<String> known = Arrays.stream(Quirk.values()).map(Quirk::word).toList();
    throw new Fault("unknown quirk %s; %s".formatted(Quoted.of(word), Nearest.hint(word, known)));
  }
}
