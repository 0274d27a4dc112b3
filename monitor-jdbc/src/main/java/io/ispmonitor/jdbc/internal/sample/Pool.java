package io.ispmonitor.jdbc.internal.sample;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Lends things that are used by one thread at a time and are dear to make. Keeps a few. */
final class Pool<T> {
  private static final int KEPT = 16;

  private final Supplier<T> maker;
  private final Deque<T> free = new ArrayDeque<>();

  Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  /** One that nobody else has. */
  T take() {
    synchronized (free) {
      T one = free.poll();
      if (one != null) {
        return one;
      }
    }
    return maker.get();
  }

  /** It is not used any more. One that is never given back costs nothing but itself. */
  void giveBack(T one) {
    synchronized (free) {
      if (free.size() < KEPT) {
        free.push(one);
      }
    }
  }
}
