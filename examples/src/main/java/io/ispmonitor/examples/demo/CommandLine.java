package io.ispmonitor.examples.demo;

import io.ispmonitor.snmp.SnmpTarget;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of the demo. */
final class CommandLine {
  private static final Set<String> FLAGS =
      Set.of("--help", "--once", "--json", "--plain", "--board", "--no-data");
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--targets",
          "--interval",
          "--timeout",
          "--count",
          "--csv",
          "--duration",
          "--seed",
          "--serve",
          "--data",
          "--db",
          "--snmp-community-file",
          "--snmp-user",
          "--snmp-auth",
          "--snmp-auth-file",
          "--snmp-priv",
          "--snmp-priv-file",
          "--snmp-port");

  /** Options that nobody should have, and what to use in their place. */
  private static final Map<String, String> SECRETS =
      Map.of(
          "--snmp-community", "--snmp-community-file, or set " + SnmpAccess.COMMUNITY,
          "--snmp-auth-password", "--snmp-auth-file, or set " + SnmpAccess.AUTH_PASSWORD,
          "--snmp-priv-password", "--snmp-priv-file, or set " + SnmpAccess.PRIV_PASSWORD);

  private static final String KEEPS_NOTHING = "one that asks once keeps nothing";
  private static final int MOST_ECHOES = 100;
  private static final int HIGHEST_PORT = 65_535;

  private final Map<String, String> given = new HashMap<>();

  private CommandLine(List<String> args) {
    for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
      take(rest.next(), rest);
    }
  }

  /**
   * Reads the arguments.
   *
   * @throws BadUseException with a sentence on the first thing that is wrong
   */
  static Options parse(List<String> args) {
    if (args.contains("--help") || args.contains("-h")) {
      return new CommandLine(List.of("--help")).options();
    }
    return new CommandLine(args).options();
  }

  private void take(String argument, Iterator<String> rest) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    if (FLAGS.contains(name)) {
      if (equals >= 0) {
        throw new BadUseException(name + " takes no value, but is given as '" + argument + "'");
      }
      put(name, "");
    } else if (WITH_VALUE.contains(name)) {
      put(name, equals < 0 ? next(name, rest) : argument.substring(equals + 1));
    } else if (SECRETS.containsKey(name)) {
      throw new BadUseException(
          name
              + " is not taken, since all users of this machine can read a command line, and the"
              + " shell remembers it; write the secret into a file that only you may read, and"
              + " name it with "
              + SECRETS.get(name));
    } else if (name.startsWith("-")) {
      throw new BadUseException("option '" + name + "' is not known");
    } else {
      throw new BadUseException(
          "'" + argument + "' stands alone; to ping it write --targets " + argument);
    }
  }

  private static String next(String name, Iterator<String> rest) {
    String value = rest.hasNext() ? rest.next() : "";
    if (value.isBlank() || value.startsWith("--")) {
      throw new BadUseException(name + " needs a value after it");
    }
    return value;
  }

  private void put(String name, String value) {
    if (given.put(name, value) != null) {
      throw new BadUseException(name + " is given twice; name it once");
    }
  }

  private Options options() {
    Options options =
        new Options(
            has("--help"),
            given.get("--targets"),
            duration("--interval"),
            duration("--timeout"),
            (int) number("--count", 1, 1, MOST_ECHOES),
            has("--once"),
            has("--json"),
            has("--plain"),
            path("--csv"),
            duration("--duration"),
            number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
            has("--board"),
            has("--serve") ? (int) number("--serve", 0, 0, HIGHEST_PORT) : null,
            snmp(),
            keeping());
    given.keySet().stream()
        .filter(is -> is.startsWith("--snmp-"))
        .sorted()
        .forEach(
            is -> refuseWithout("--targets", is, "the simulated provider has agents of its own"));
    refuseWithout("--targets", "--count", "the simulated provider sends no echoes");
    refuseWith("--targets", "--seed", "it shapes only the simulated provider");
    refuseWith("--once", "--duration", "one that asks once ends by itself");
    refuseWith("--once", "--board", "it is about a run that lasts");
    refuseWith("--once", "--serve", "one that asks once is over before anybody looks");
    refuseWith("--once", "--data", KEEPS_NOTHING);
    refuseWith("--once", "--db", KEEPS_NOTHING);
    refuseWith("--no-data", "--data", "one of them says that nothing is kept");
    refuseWith("--no-data", "--db", "one of them says that nothing is kept");
    options.schedule(Duration.ofSeconds(30)); // says what is wrong with its durations
    return options;
  }

  private KeepingOptions keeping() {
    Path directory = path("--data");
    return new KeepingOptions(
        directory == null ? KeepingOptions.USUAL : directory, given.get("--db"), has("--no-data"));
  }

  private SnmpAccess snmp() {
    return new SnmpAccess(
        path("--snmp-community-file"),
        given.get("--snmp-user"),
        given.get("--snmp-auth"),
        path("--snmp-auth-file"),
        given.get("--snmp-priv"),
        path("--snmp-priv-file"),
        (int) number("--snmp-port", SnmpTarget.AGENT_PORT, 1, HIGHEST_PORT));
  }

  private void refuseWithout(String needed, String option, String why) {
    if (has(option) && !has(needed)) {
      throw new BadUseException("%s needs %s: %s".formatted(option, needed, why));
    }
  }

  private void refuseWith(String other, String option, String why) {
    if (has(option) && has(other)) {
      throw new BadUseException("%s cannot go with %s: %s".formatted(option, other, why));
    }
  }

  private boolean has(String name) {
    return given.containsKey(name);
  }

  private @Nullable Duration duration(String name) {
    String text = given.get(name);
    return text == null ? null : Durations.parse(name, text);
  }

  private @Nullable Path path(String name) {
    String text = given.get(name);
    try {
      return text == null ? null : Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadUseException(name + " '" + text + "' cannot be a file: " + e.getReason());
    }
  }

  private long number(String name, long usual, long min, long max) {
    String text = given.get(name);
    if (text == null) {
      return usual;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw new BadUseException(
        "%s must be a whole number from %d to %d, was '%s'".formatted(name, min, max, text));
  }
}
