package io.ispmonitor.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * The log of the program: lines on the standard error stream and in files that rotate, each kind of
 * message limited. To be set up once, by the program itself and not by a library.
 */
public final class Logging {
  /** Servers that tell of each thread they start. */
  private static final List<String> QUIET = List.of("org.eclipse.jetty", "io.javalin");

  /** Held, since loggers that nobody holds forget their levels. */
  private static final List<Logger> HELD = QUIET.stream().map(Logger::getLogger).toList();

  private Logging() {}

  /**
   * Sets it up.
   *
   * @param files where it is kept; the directory is made when it is not there
   * @throws IOException when they cannot be written to
   */
  public static void in(LogFiles files) throws IOException {
    Files.createDirectories(files.directory());
    FileHandler kept = new FileHandler(files.pattern(), files.bytes(), files.count(), true);
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.addHandler(new LimitedHandler(List.of(new ConsoleHandler(), kept)));
    root.setLevel(Level.INFO);
    HELD.forEach(quiet -> quiet.setLevel(Level.WARNING));
    LogKeeper.keep();
  }

  /** Closes it; what is logged after this is lost. */
  public static void end() {
    LogKeeper.release();
    LogManager.getLogManager().reset();
  }
}
