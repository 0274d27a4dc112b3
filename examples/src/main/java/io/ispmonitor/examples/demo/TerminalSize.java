package io.ispmonitor.examples.demo;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much a terminal shows.
 *
 * @param columns characters in a line
 * @param rows lines
 */
record TerminalSize(int columns, int rows) {
  static final TerminalSize USUAL = new TerminalSize(80, 24);

  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("(\\d{1,4}) (\\d{1,4})\\s*");
  private static final File TERMINAL = new File("/dev/tty");

  /** What the environment says, else what {@code stty} says, else the usual 80 by 24. */
  static TerminalSize now(Map<String, String> env) {
    TerminalSize named =
        parse(env.getOrDefault("LINES", "") + " " + env.getOrDefault("COLUMNS", ""));
    if (named != null) {
      return named;
    }
    TerminalSize asked = parse(stty());
    return asked == null ? USUAL : asked;
  }

  /** Reads rows and columns; null when they are not there, or nothing fits into them. */
  static @Nullable TerminalSize parse(String text) {
    Matcher matcher = ROWS_AND_COLUMNS.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    int rows = Integer.parseInt(matcher.group(1));
    int columns = Integer.parseInt(matcher.group(2));
    return rows < 1 || columns < 1 ? null : new TerminalSize(columns, rows);
  }

  /** Whether both input and output of this process are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // null means no on 17; what came with 22 is asked below
  static boolean isInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since 22 there is a console without a terminal too, and this method to tell.
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static String stty() {
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "";
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return ""; // no such program here: the usual size has to do
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
