package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.diagnosis.PathFinding.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which hops are asked when, and how a path ended. Five hops are asked at once, each of them twice
 * if it does not answer within half a second; then the next five. It goes on until the device
 * answers, somebody says no, packets go in a circle, or five in a row are silent beyond a hop.
 */
final class PathWalk {
  static final int MOST_HOPS = 30;
  static final Duration WAIT = Duration.ofSeconds(1);
  private static final int AT_ONCE = 5;
  private static final int TRIES = 2;
  private static final long AGAIN_NANOS = Duration.ofMillis(500).toNanos();

  private final Hop[] hops = new Hop[MOST_HOPS + 1];
  private int first = 1;
  private int last = AT_ONCE;
  private @Nullable End end;

  PathWalk() {
    for (int i = 0; i < hops.length; i++) {
      hops[i] = new Hop();
    }
  }

  /** One hop, and what came of its echoes. */
  private static final class Hop {
    int sent;
    int ended;
    long firstSentNanos;
    @Nullable HopAnswer answer;

    boolean isHeard() {
      return answer != null && !(answer instanceof HopAnswer.Silent);
    }

    boolean isSettled() {
      return isHeard() || ended == TRIES;
    }

    boolean isDecisive() {
      return isHeard() && !(answer instanceof HopAnswer.Expired);
    }
  }

  /** The hops to be asked now; they count as asked. */
  List<Integer> due(long now) {
    List<Integer> due = new ArrayList<>();
    for (int number = first; end == null && number <= last; number++) {
      Hop hop = hops[number];
      boolean isFirst = hop.sent == 0;
      if (isFirst
          || (!hop.isHeard() && hop.sent < TRIES && now - hop.firstSentNanos >= AGAIN_NANOS)) {
        hop.firstSentNanos = isFirst ? now : hop.firstSentNanos;
        hop.sent++;
        due.add(number);
      }
    }
    return due;
  }

  /** What came of an echo. */
  void answered(int number, HopAnswer answer) {
    Hop hop = hops[number];
    hop.ended++;
    boolean isBetter = !hop.isHeard() || answer instanceof HopAnswer.Reached;
    if (isBetter && end == null) {
      hop.answer = answer;
    }
  }

  /**
   * Decides what can be decided.
   *
   * @param isAnswering whether the device is known to answer, so that silent hops are passed over
   */
  void decide(boolean isAnswering) {
    for (int number = 1; end == null && number <= last && hops[number].isSettled(); number++) {
      if (hops[number].isDecisive()) {
        end(number);
      } else if (number == last) {
        windowIsOver(isAnswering);
      }
    }
  }

  private void end(int number) {
    last = number;
    HopAnswer answer = hops[number].answer;
    if (answer instanceof HopAnswer.Reached) {
      end = End.REACHED;
    } else {
      end = answer instanceof HopAnswer.Unreachable ? End.UNREACHABLE : End.CUT_SHORT;
    }
  }

  private void windowIsOver(boolean isAnswering) {
    int circle = Circle.endIn(heard());
    int lastHeard = lastHeard();
    if (circle > 0) {
      last = circle;
      end = End.LOOP;
    } else if (lastHeard < first && !isAnswering) {
      endSilent(lastHeard);
    } else if (last == MOST_HOPS) {
      if (lastHeard == last) {
        end = End.TOO_LONG;
      } else {
        endSilent(lastHeard);
      }
    } else {
      first = last + 1;
      last = Math.min(MOST_HOPS, last + AT_ONCE);
    }
  }

  private void endSilent(int lastHeard) {
    last = lastHeard + 1;
    end = End.SILENT;
  }

  /** There is no more time. */
  void cutShort() {
    if (end == null) {
      last = Math.min(last, lastHeard() + 1);
      end = End.CUT_SHORT;
    }
  }

  private int lastHeard() {
    int number = last;
    while (number > 0 && !hops[number].isHeard()) {
      number--;
    }
    return number;
  }

  private List<@Nullable HopAnswer> heard() {
    List<@Nullable HopAnswer> heard = new ArrayList<>();
    for (int number = 1; number <= last; number++) {
      heard.add(hops[number].answer);
    }
    return heard;
  }

  /** How it ended; null while it has not. */
  @Nullable End end() {
    return end;
  }

  /** What the hops answered, the nearest first. */
  List<HopAnswer> answers() {
    List<HopAnswer> answers = new ArrayList<>();
    int until = end == null ? lastHeard() : last;
    for (int number = 1; number <= until; number++) {
      HopAnswer answer = hops[number].answer;
      answers.add(answer == null ? new HopAnswer.Silent(WAIT) : answer);
    }
    return answers;
  }

  /** When to look again at the latest. */
  long nextNanos(long now) {
    long next = now + AGAIN_NANOS;
    for (int number = first; number <= last; number++) {
      Hop hop = hops[number];
      if (hop.sent == 0) {
        return now;
      }
      if (hop.sent == 1 && !hop.isHeard()) {
        next = Math.min(next, hop.firstSentNanos + AGAIN_NANOS);
      }
    }
    return next;
  }
}
