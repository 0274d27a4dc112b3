package io.ispmonitor.alert;

import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is made from: words and secrets by name. Reading a setting marks it as known, so
 * that a misspelt one is found by {@link #refuseUnknown()}. For one thread.
 */
public final class ChannelSettings {
  private final String channel;
  private final Map<String, String> words;
  private final Map<String, Secret> secrets;
  private final Set<String> known = new TreeSet<>();

  /**
   * Settings of one channel.
   *
   * @param channel its name, for messages
   * @param words what may be shown
   * @param secrets what may not
   * @throws IllegalArgumentException when a name is in both
   */
  public ChannelSettings(String channel, Map<String, String> words, Map<String, Secret> secrets) {
    this.channel = channel;
    this.words = new LinkedHashMap<>(words);
    this.secrets = new LinkedHashMap<>(secrets);
    for (String name : words.keySet()) {
      if (secrets.containsKey(name)) {
        throw new IllegalArgumentException(
            "channel %s: '%s' is given twice, as a secret and not".formatted(channel, name));
      }
    }
  }

  /** A setting that must be there. */
  public String text(String name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  /** A setting that may be left out. */
  public String text(String name, String otherwise) {
    return find(name).orElse(otherwise);
  }

  /** A setting that may be left out. */
  public Optional<String> find(String name) {
    known.add(name);
    if (secrets.containsKey(name)) {
      throw wrong(name, "must not be a secret");
    }
    return Optional.ofNullable(words.get(name)).filter(is -> !is.isBlank());
  }

  /** A secret that must be there; a plain word is taken for one. */
  public Secret secret(String name) {
    return findSecret(name).orElseThrow(() -> missing(name));
  }

  /** A secret that may be left out; a plain word is taken for one. */
  public Optional<Secret> findSecret(String name) {
    known.add(name);
    Secret secret = secrets.get(name);
    String word = words.get(name);
    if (secret != null || word == null || word.isBlank()) {
      return Optional.ofNullable(secret);
    }
    return Optional.of(Secret.of(word));
  }

  /** An address such as {@code https://example.net/}; absolute. */
  public URI uri(String name, @Nullable URI otherwise) {
    Optional<String> given = find(name);
    if (given.isEmpty()) {
      if (otherwise == null) {
        throw missing(name);
      }
      return otherwise;
    }
    try {
      URI uri = new URI(given.get());
      if (uri.isAbsolute() && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below; the exception would quote the whole address
    }
    throw wrong(name, "must be an address such as https://example.net/");
  }

  /** A whole number within bounds. */
  public int number(String name, int otherwise, int least, int most) {
    Optional<String> given = find(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(given.get().strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(
        name, "must be a number from %d to %d, was '%s'".formatted(least, most, given.get()));
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name, boolean otherwise) {
    Optional<String> given = find(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    return switch (given.get().strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "must be true or false, was '%s'".formatted(given.get()));
    };
  }

  /** A time span in ISO 8601, such as {@code PT10S}; more than nothing. */
  public Duration duration(String name, Duration otherwise) {
    Optional<String> given = find(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    try {
      Duration duration = Duration.parse(given.get().strip());
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw wrong(name, "must be a time span such as PT10S, was '%s'".formatted(given.get()));
  }

  /** Several words with commas between them; empty when it is left out. */
  public List<String> list(String name) {
    return find(name)
        .map(
            given ->
                List.of(given.split(",")).stream()
                    .map(String::strip)
                    .filter(is -> !is.isEmpty())
                    .toList())
        .orElse(List.of());
  }

  /**
   * To be called when everything was read.
   *
   * @throws IllegalArgumentException when there is a setting that nobody asked for
   */
  public void refuseUnknown() {
    Set<String> unknown = new TreeSet<>(words.keySet());
    unknown.addAll(secrets.keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "channel %s: nothing is called %s; there are %s".formatted(channel, unknown, known));
    }
  }

  /** What to throw when a setting makes no sense to a channel. */
  public IllegalArgumentException wrong(String name, String why) {
    return new IllegalArgumentException("channel %s: %s %s".formatted(channel, name, why));
  }

  private IllegalArgumentException missing(String name) {
    return wrong(name, "is missing");
  }

  /** The names only. */
  @Override
  public String toString() {
    Set<String> names = new TreeSet<>(words.keySet());
    names.addAll(secrets.keySet());
    return "ChannelSettings[" + channel + " " + names + "]";
  }
}
