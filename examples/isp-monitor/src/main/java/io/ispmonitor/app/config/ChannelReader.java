package io.ispmonitor.app.config;

import io.ispmonitor.alert.Pace;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.secret.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the channels over which people are told. */
final class ChannelReader {
  private static final Duration LONGEST_PATIENCE = Duration.ofDays(7);
  private static final int MOST_MESSAGES = 10_000;

  /**
   * What the channels that come along take as secrets; those of others are secrets by reference.
   */
  private static final Set<String> SECRET =
      Set.of("token", "password", "url", "signing-secrets", "secret", "key");

  private final References references;

  ChannelReader(References references) {
    this.references = references;
  }

  Map<String, ChannelEntry> read(Fields root) {
    Map<String, ChannelEntry> channels = new LinkedHashMap<>();
    root.named("channels").forEach((name, fields) -> channels.put(name, read(name, fields)));
    channels.forEach(
        (name, channel) -> {
          String fallback = channel.options().fallback();
          if (fallback != null && !channels.containsKey(fallback)) {
            root.wrong(
                "channels",
                "has %s with the fallback '%s', which is no channel%s"
                    .formatted(name, fallback, Words.nearest(fallback, channels.keySet())));
          }
        });
    return channels;
  }

  private ChannelEntry read(String name, Fields fields) {
    String type = fields.text("type");
    ChannelOptions options = options(fields);
    Map<String, String> texts = new HashMap<>();
    Map<String, Secret> secrets = new HashMap<>();
    boolean isWhole = !type.isEmpty();
    for (String key : fields.names()) {
      if (!Setting.isOurs(key)) {
        if (SECRET.contains(key) || fields.texts(key).stream().anyMatch(References::isOne)) {
          Optional<Secret> secret = references.secret(fields, key);
          secret.ifPresent(is -> secrets.put(key, is));
          isWhole &= secret.isPresent();
        } else {
          texts.put(key, String.join(",", fields.texts(key)));
        }
      }
    }
    ChannelEntry entry = new ChannelEntry(name, type, texts, secrets, options);
    if (isWhole) {
      tryOut(entry, fields);
    }
    return entry;
  }

  /** What its own factory says of its settings. */
  private static void tryOut(ChannelEntry entry, Fields fields) {
    try {
      entry.create().close();
    } catch (IllegalArgumentException e) {
      fields.problems().add(fields.line(), String.valueOf(e.getMessage()));
    }
  }

  private static ChannelOptions options(Fields fields) {
    ChannelOptions options = ChannelOptions.usual();
    int messages = fields.number("messages-a-minute", options.pace().burst(), 1, MOST_MESSAGES);
    options = options.pace(Pace.of(messages, Duration.ofMinutes(1)));
    options =
        options.patience(
            fields.duration(
                "patience", options.patience(), Duration.ofSeconds(1), LONGEST_PATIENCE));
    return options
        .fallback(fields.find("fallback").orElse(null))
        .language(fields.read("language", ChannelReader::language).orElse(options.language()));
  }

  private static Locale language(String text) {
    return switch (text) {
      case "en" -> Locale.ENGLISH;
      case "pt-BR" -> Locale.forLanguageTag("pt-BR");
      default -> throw new IllegalArgumentException("must be en or pt-BR");
    };
  }

  /** The fields that every channel has. */
  private enum Setting {
    TYPE,
    MESSAGES_A_MINUTE,
    PATIENCE,
    FALLBACK,
    LANGUAGE;

    static boolean isOurs(String key) {
      for (Setting one : values()) {
        if (Words.of(one).equals(key)) {
          return true;
        }
      }
      return false;
    }
  }
}
