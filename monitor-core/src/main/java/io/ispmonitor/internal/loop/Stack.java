package io.ispmonitor.internal.loop;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a thread stands. */
final class Stack {
  private Stack() {}

  /** The topmost frames, one a line, at most so many; empty when there is no thread. */
  static List<String> of(@Nullable Thread thread, int most) {
    return thread == null
        ? List.of()
        : Arrays.stream(thread.getStackTrace())
            .limit(most)
            .map(StackTraceElement::toString)
            .toList();
  }

  /** The topmost frame that is not the platform's own, which says who waits rather than how. */
  static String place(Thread thread) {
    StackTraceElement[] frames = thread.getStackTrace();
    return Arrays.stream(frames)
        .filter(frame -> !isOfThePlatform(frame.getClassName()))
        .findFirst()
        .or(() -> Arrays.stream(frames).findFirst())
        .map(StackTraceElement::toString)
        .orElse("a thread that has ended");
  }

  private static boolean isOfThePlatform(String type) {
    return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
  }
}
