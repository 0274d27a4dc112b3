package io.ispmonitor.leadership;

/**
 * Decides whether this instance is in charge. Called from the monitor's loops, many times a second:
 * an implementation keeps what it knows and answers at once.
 */
@FunctionalInterface
public interface Leadership {
  /** The scope of everything, the only one there is today. */
  String ALL = "all";

  /** How this instance stands at this moment. */
  Standing standing(String scope);

  /** Always in charge: the right choice for a single instance. */
  static Leadership always() {
    return scope -> new Standing.Leading(new FencingToken(scope, 1));
  }
}
