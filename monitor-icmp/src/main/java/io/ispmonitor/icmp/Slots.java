package io.ispmonitor.icmp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Places for echoes in flight. A place that becomes free goes to the end of the queue, and gets a
 * new generation with each use, so that a late reply is told from one to the next user of the
 * place.
 */
final class Slots {
  private final @Nullable Echo[] echoes;
  private final int[] generations;
  private final boolean[] answered;
  private final int[] free;
  private int firstFree;
  private int freeCount;

  Slots(int count) {
    echoes = new Echo[count];
    generations = new int[count];
    answered = new boolean[count];
    free = new int[count];
    freeCount = count;
    for (int i = 0; i < count; i++) {
      free[i] = i;
    }
  }

  boolean hasFree() {
    return freeCount > 0;
  }

  int used() {
    return echoes.length - freeCount;
  }

  /** Gives the echo a free place. */
  void take(Echo echo) {
    int slot = free[firstFree];
    firstFree = firstFree + 1 == free.length ? 0 : firstFree + 1;
    freeCount--;
    echoes[slot] = echo;
    echo.slot = slot;
    echo.generation = ++generations[slot];
  }

  /** Frees the place of an echo and remembers whether it was answered. */
  void free(Echo echo, boolean wasAnswered) {
    int slot = echo.slot;
    echoes[slot] = null;
    answered[slot] = wasAnswered;
    int last = firstFree + freeCount;
    free[last >= free.length ? last - free.length : last] = slot;
    freeCount++;
  }

  /** The echo in flight to which this cookie belongs, by place and generation alone. */
  @Nullable Echo inFlight(Cookie cookie) {
    int slot = cookie.slot();
    if (slot < 0 || slot >= echoes.length) {
      return null;
    }
    Echo echo = echoes[slot];
    boolean current = echo != null && echo.generation == cookie.generation();
    return current && echo.stage == Echo.Stage.IN_FLIGHT ? echo : null;
  }

  /** Whether the last user of the place was the one of this cookie, and was answered. */
  boolean wasAnswered(Cookie cookie) {
    int slot = cookie.slot();
    return generations[slot] == cookie.generation() && answered[slot];
  }

  /** Calls for every echo that has a place. */
  void forEach(Consumer<Echo> action) {
    for (Echo echo : echoes) {
      if (echo != null) {
        action.accept(echo);
      }
    }
  }
}
