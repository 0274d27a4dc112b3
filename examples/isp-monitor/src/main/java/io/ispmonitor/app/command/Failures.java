package io.ispmonitor.app.command;

import io.ispmonitor.app.config.ConfigurationException;
import io.ispmonitor.icmp.IcmpUnavailableException;
import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.jdbc.database.SchemaException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;

/** What people are told instead of a trace when a command cannot be done. */
final class Failures {
  private static final List<Class<? extends Exception>> IN_WORDS =
      List.of(
          ConfigurationException.class,
          IllegalArgumentException.class,
          IOException.class,
          HistoryException.class,
          SchemaException.class,
          IcmpUnavailableException.class);

  private Failures() {}

  /** A sentence for what can happen; empty for what is an error of ours. */
  static Optional<String> sentence(Exception failure) {
    if (failure instanceof JavalinBindException) {
      return Optional.of(
          "web: the address or port is taken or not of this machine: end what has it, or change web.bind, web.port or --port");
    }
    if (failure instanceof FileSystemException file) {
      return Optional.of(ofFile(file));
    }
    return IN_WORDS.stream().anyMatch(kind -> kind.isInstance(failure))
        ? Optional.of(String.valueOf(failure.getMessage()))
        : Optional.empty();
  }

  /** Java's message is often no more than the path. */
  private static String ofFile(FileSystemException failure) {
    String reason = failure.getReason();
    if (failure instanceof AccessDeniedException) {
      return "%s: this program may not use it; give it to the user it runs as"
          .formatted(failure.getFile());
    }
    return "%s: cannot be used: %s"
        .formatted(failure.getFile(), reason == null ? failure.getClass().getSimpleName() : reason);
  }
}
