package io.ispmonitor.leadership;

import org.jspecify.annotations.Nullable;

/** Whether this instance is in charge of a scope. */
public sealed interface Standing {

  /**
   * In charge.
   *
   * @param token to be carried by every fenced write
   * @param mayRepeat whether people may be told something twice, and have to be told so: another
   *     instance may be in charge as well since nobody can be asked, or one that was in charge has
   *     vanished a moment ago and nobody knows what it told last
   */
  record Leading(FencingToken token, boolean mayRepeat) implements Standing {

    /** In charge beyond doubt. */
    public Leading(FencingToken token) {
      this(token, false);
    }
  }

  /**
   * Not in charge, or not at present: nobody is to be told anything.
   *
   * @param reason who is, or why nobody can be
   * @param token of a term that may go on: what is stored under it stays stored unless another
   *     instance has been in charge meanwhile; null when nothing is to be stored
   */
  record Following(String reason, @Nullable FencingToken token) implements Standing {

    /** Another instance is in charge. */
    public Following(String reason) {
      this(reason, null);
    }
  }

  /**
   * Never in charge: everything is asked and judged, nothing is stored or told, and what would have
   * been is counted.
   *
   * @param reason who wants it so
   */
  record Observing(String reason) implements Standing {}
}
