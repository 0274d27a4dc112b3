package io.ispmonitor.leadership;

/** Whether this instance is in charge of a scope. */
public sealed interface Standing {

  /**
   * In charge.
   *
   * @param token to be carried by every fenced write
   */
  record Leading(FencingToken token) implements Standing {}

  /**
   * Not in charge.
   *
   * @param reason who is, or why nobody can be
   */
  record Following(String reason) implements Standing {}
}
