package io.ispmonitor.synthetic;

/**
 * Which redirects are followed. None ever leads from https to http, and none takes secret headers
 * to another origin.
 */
public enum RedirectPolicy {
  /** None: an answer that redirects is judged like any other. */
  NEVER,
  /** Those that keep scheme, host and port. */
  SAME_ORIGIN,
  /** Those that keep the host; from http to https and to other ports too. */
  SAME_HOST,
  /**
   * Those to other hosts too. Their names are looked up, and may lead to addresses of our own
   * network: only for servers that are trusted.
   */
  ANY_HOST;

  boolean allows(Origin from, Origin to) {
    boolean weaker = from.secure() && !to.secure();
    return switch (this) {
      case NEVER -> false;
      case SAME_ORIGIN -> from.equals(to);
      case SAME_HOST -> from.host().equals(to.host()) && !weaker;
      case ANY_HOST -> !weaker;
    };
  }
}
