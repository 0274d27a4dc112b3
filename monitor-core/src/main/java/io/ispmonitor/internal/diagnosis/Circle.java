package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.HopAnswer;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds routers that pass packets to each other: two to four of them that answer twice in the same
 * order. Once would not do, since packets of one trace may take different ways.
 */
final class Circle {
  private static final int LONGEST = 4;

  private Circle() {}

  /**
   * The number of the hop at which the first circle has gone round twice; 0 when there is none.
   *
   * @param answers of the hops, the nearest first
   */
  static int endIn(List<? extends @Nullable HopAnswer> answers) {
    for (int period = 2; period <= LONGEST; period++) {
      for (int from = 0; from + 2 * period <= answers.size(); from++) {
        if (isCircle(answers, from, period)) {
          return from + 2 * period;
        }
      }
    }
    return 0;
  }

  /** How many routers are in the circle that ends with the last answer. */
  static int lengthAtEnd(List<? extends @Nullable HopAnswer> answers) {
    for (int period = 2; period <= LONGEST; period++) {
      int from = answers.size() - 2 * period;
      if (from >= 0 && isCircle(answers, from, period)) {
        return period;
      }
    }
    return 0;
  }

  private static boolean isCircle(
      List<? extends @Nullable HopAnswer> answers, int from, int period) {
    Set<InetAddress> once = new HashSet<>();
    for (int i = from; i < from + period; i++) {
      InetAddress router = router(answers.get(i));
      if (router == null || !once.add(router) || !router.equals(router(answers.get(i + period)))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable InetAddress router(@Nullable HopAnswer answer) {
    return answer instanceof HopAnswer.Expired expired ? expired.by() : null;
  }
}
