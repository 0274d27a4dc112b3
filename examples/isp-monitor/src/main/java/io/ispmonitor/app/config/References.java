package io.ispmonitor.app.config;

import io.ispmonitor.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets that a configuration names and does not hold: {@code env:NAME} is a variable of the
 * environment, {@code file:/path} a file whose first line it is.
 */
final class References {
  private static final String VARIABLE = "env:";
  private static final String FILE = "file:";
  private static final int LONGEST_FILE = 64 << 10;

  private final Map<String, String> environment;
  private final Set<String> named = new HashSet<>();

  References(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The variables that were named so far. */
  Set<String> named() {
    return Set.copyOf(named);
  }

  static boolean isOne(String text) {
    return text.startsWith(VARIABLE) || text.startsWith(FILE);
  }

  /** The secret that a field names; a problem where there is none, or where it stands there. */
  Optional<Secret> secret(Fields fields, String key) {
    return fields.find(key).flatMap(reference -> secret(fields, key, reference));
  }

  private Optional<Secret> secret(Fields fields, String key, String reference) {
    try {
      return Optional.of(resolve(reference));
    } catch (IllegalArgumentException e) {
      fields.wrong(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * The secret that is meant.
   *
   * @throws IllegalArgumentException with a sentence that goes on after a field's name
   */
  Secret resolve(String reference) {
    if (reference.startsWith(VARIABLE)) {
      return variable(reference.substring(VARIABLE.length()));
    } else if (reference.startsWith(FILE)) {
      return firstLine(reference.substring(FILE.length()));
    }
    throw new IllegalArgumentException(
        "is a secret and must not stand in this file; write env:NAME or file:/path");
  }

  private Secret variable(String name) {
    named.add(name);
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(
          "names env:%s, which is not set; set it, or correct the name".formatted(name));
    }
    return Secret.of(value);
  }

  private static Secret firstLine(String name) {
    try {
      Path file = Path.of(name);
      if (Files.size(file) > LONGEST_FILE) {
        throw new IllegalArgumentException(
            "names file:%s, which is larger than 64 KB; that is no secret".formatted(name));
      }
      String line = Files.readString(file).lines().findFirst().orElse("").strip();
      if (line.isEmpty()) {
        throw new IllegalArgumentException("names file:%s, which is empty".formatted(name));
      }
      return Secret.of(line);
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "names file:%s, which cannot be read (%s)".formatted(name, e.getClass().getSimpleName()));
    }
  }
}
