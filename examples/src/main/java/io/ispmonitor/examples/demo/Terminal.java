package io.ispmonitor.examples.demo;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A terminal to draw on.
 *
 * @param sizes tells its present size
 * @param color whether colours are welcome
 * @param unicode whether it shows more than ASCII
 */
record Terminal(Supplier<TerminalSize> sizes, boolean color, boolean unicode) {

  /** The terminal that the output of this process is; null when it is none. */
  static @Nullable Terminal ofThisProcess() {
    Map<String, String> env = System.getenv();
    if (!TerminalSize.isInteractive() || env.getOrDefault("TERM", "dumb").equals("dumb")) {
      return null;
    }
    return new Terminal(() -> TerminalSize.now(env), isColorWelcome(env), isUnicode(env));
  }

  /** By the convention of no-color.org, any value but an empty one says no. */
  static boolean isColorWelcome(Map<String, String> env) {
    return env.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** By the first of the three variables that is set, as the C library looks at them. */
  static boolean isUnicode(Map<String, String> env) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = env.getOrDefault(name, "");
      if (!locale.isEmpty()) {
        String upper = locale.toUpperCase(Locale.ROOT);
        return upper.contains("UTF-8") || upper.contains("UTF8");
      }
    }
    return false;
  }
}
