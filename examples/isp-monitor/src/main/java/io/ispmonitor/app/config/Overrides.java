package io.ispmonitor.app.config;

import io.ispmonitor.alert.Severity;
import io.ispmonitor.alerting.Match;
import io.ispmonitor.alerting.Route;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What variables of the environment say, which goes before the file. They have the names that older
 * programs for the same purpose use, so that a move takes no new ones.
 */
final class Overrides {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MOST_DAYS = 3_650;
  private static final String TELEGRAM = "TELEGRAM_TOKEN";
  private static final String TELEGRAM_CHAT = "TELEGRAM_CHAT_ID";
  private static final String SLACK = "SLACK_WEBHOOK_URL";
  private static final String NOT_TAKEN =
      "%s is not used: the file names %s in a channel of its own, with a chat of its own"
          .formatted(TELEGRAM_CHAT, TELEGRAM);

  /**
   * What was set for programs that watched their own health from outside, and why it is not needed.
   */
  private static final Map<String, String> NOT_NEEDED =
      Map.of(
          "HEALTH_CHECK_INTERVAL",
              "health is watched at all times, and asked for under /api/health",
          "HEALTH_CHECK_TIMEOUT",
              "health is watched from inside; the watchdog of systemd has WatchdogSec",
          "HEALTH_MAX_FAILURES",
              "a loop that hangs is replaced, and systemd restarts what does not recover");

  private final Map<String, String> environment;
  private final Problems problems = new Problems("environment");
  private final List<String> notes = new ArrayList<>();

  Overrides(Map<String, String> environment) {
    this.environment = environment;
    NOT_NEEDED.forEach(
        (name, why) -> {
          if (find(name).isPresent()) {
            notes.add("%s is not needed any more: %s".formatted(name, why));
          }
        });
  }

  Problems problems() {
    return problems;
  }

  /** What was changed, for people to read. */
  List<String> notes() {
    return notes;
  }

  Optional<DatabaseEntry> database() {
    return read("DATABASE_URL", DatabaseEntry::of, entry -> entry.url());
  }

  Optional<Duration> pingInterval() {
    return read(
        "PING_INTERVAL_SECONDS",
        text -> Durations.within(text, SHORTEST, LONGEST),
        Durations::words);
  }

  Optional<Integer> pingsAtOnce() {
    return read("PING_CONCURRENT_LIMIT", text -> whole(text, 1, 1_000_000), String::valueOf);
  }

  Optional<Duration> retention() {
    return read(
        "LOG_RETENTION_DAYS", text -> Duration.ofDays(whole(text, 1, MOST_DAYS)), Durations::words);
  }

  Optional<String> instance() {
    return read("INSTANCE_ID", text -> text, text -> text);
  }

  /**
   * Channels that the environment names as a whole. A secret that the file names belongs to the
   * channel of the file, which would tell everything twice otherwise.
   *
   * @param named the variables that the file names
   */
  Map<String, ChannelEntry> channels(Set<String> named) {
    Map<String, ChannelEntry> channels = new HashMap<>();
    if (named.contains(TELEGRAM)) {
      find(TELEGRAM_CHAT).ifPresent(chat -> notes.add(NOT_TAKEN));
    } else {
      telegram().ifPresent(channel -> channels.put(channel.name(), channel));
    }
    if (!named.contains(SLACK)) {
      slack().ifPresent(channel -> channels.put(channel.name(), channel));
    }
    mail().ifPresent(channel -> channels.put(channel.name(), channel));
    channels
        .keySet()
        .forEach(name -> notes.add("channel %s comes from the environment".formatted(name)));
    return channels;
  }

  /** Everything from warnings on goes to channels of the environment. */
  static Route route(ChannelEntry channel) {
    return Route.to(channel.name())
        .named("environment-" + channel.name())
        .of(Match.from(Severity.WARNING))
        .goOn();
  }

  private Optional<ChannelEntry> telegram() {
    Optional<String> token = find(TELEGRAM);
    Optional<String> chat = find(TELEGRAM_CHAT);
    if (token.isPresent() != chat.isPresent()) {
      String missing = token.isPresent() ? TELEGRAM_CHAT : TELEGRAM;
      problems.add(0, missing + " is missing: Telegram takes both, or neither");
    }
    return token.isPresent() && chat.isPresent()
        ? tryOut(
            "telegram",
            "telegram",
            Map.of("chat", chat.get()),
            Map.of("token", Secret.of(token.get())))
        : Optional.empty();
  }

  private Optional<ChannelEntry> slack() {
    return find(SLACK)
        .flatMap(url -> tryOut("slack", "slack", Map.of(), Map.of("url", Secret.of(url))));
  }

  private Optional<ChannelEntry> mail() {
    Optional<String> to = find("ALERT_EMAIL_TO");
    Optional<String> host = find("SMTP_HOST");
    if (to.isEmpty()) {
      return Optional.empty();
    }
    if (host.isEmpty()) {
      problems.add(0, "SMTP_HOST is missing: ALERT_EMAIL_TO needs a server to send by");
      return Optional.empty();
    }
    Map<String, String> texts = new HashMap<>();
    texts.put("host", host.get());
    texts.put("to", to.get());
    Optional<String> user = find("SMTP_USER");
    texts.put("from", user.filter(name -> name.contains("@")).orElse(firstOf(to.get())));
    find("SMTP_PORT").ifPresent(port -> texts.put("port", port));
    texts.put("encryption", encryption(find("SMTP_PORT").orElse("587")));
    user.ifPresent(name -> texts.put("user", name));
    Map<String, Secret> secrets = new HashMap<>();
    find("SMTP_PASS").ifPresent(password -> secrets.put("password", Secret.of(password)));
    return tryOut("mail", "mail", texts, secrets);
  }

  private static String encryption(String port) {
    return switch (port) {
      case "465" -> "tls";
      case "25", "1025", "2525" -> "none";
      default -> "starttls";
    };
  }

  private static String firstOf(String addresses) {
    return addresses.split(",", 2)[0].strip();
  }

  private Optional<ChannelEntry> tryOut(
      String name, String type, Map<String, String> texts, Map<String, Secret> secrets) {
    ChannelEntry entry = new ChannelEntry(name, type, texts, secrets, ChannelOptions.usual());
    try {
      entry.create().close();
      return Optional.of(entry);
    } catch (IllegalArgumentException e) {
      problems.add(0, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private <T> Optional<T> read(String name, Function<String, T> reader, Function<T, String> words) {
    Optional<String> text = find(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      T value = reader.apply(text.get());
      notes.add("%s: %s".formatted(name, words.apply(value)));
      return Optional.of(value);
    } catch (IllegalArgumentException e) {
      problems.add(0, "%s %s".formatted(name, e.getMessage()));
      return Optional.empty();
    }
  }

  private static int whole(String text, int least, int most) {
    if (text.matches("[0-9]{1,7}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "must be a whole number from %d to %d, was '%s'".formatted(least, most, text));
  }

  private Optional<String> find(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(is -> !is.isEmpty());
  }
}
