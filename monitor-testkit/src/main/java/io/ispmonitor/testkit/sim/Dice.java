package io.ispmonitor.testkit.sim;

import java.time.Duration;

/**
 * Numbers that look drawn by lot and are the same on every JVM.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood, Fast Splittable
 *     Pseudorandom Number Generators (2014)</a>, whose SplitMix64 this is
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private long state;

  private Dice(long seed) {
    this.state = seed;
  }

  /** Dice of their own for a purpose, so that what is drawn elsewhere does not change them. */
  static Dice of(long seed, String purpose) {
    return new Dice(mix(seed ^ hash(purpose)));
  }

  /** A number that depends on all bits of the given one. */
  static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** FNV-1a over the characters, since 32 bits of {@code hashCode} are few for thousands of ids. */
  static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /** From 0 up to but not including 1. */
  static double unit(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }

  /** What the dice with a seed would show at a draw, without all draws before. */
  static long draw(long seed, long ordinal) {
    return mix(seed + ordinal * GOLDEN);
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  double unit() {
    return unit(next());
  }

  /** From 0 up to but not including the bound. */
  int below(int bound) {
    return (int) (unit() * bound);
  }

  double between(double from, double to) {
    return from + unit() * (to - from);
  }

  /** In whole seconds, short ones as often as those ten times as long. */
  Duration between(Duration from, Duration to) {
    double ratio = (double) to.toMillis() / from.toMillis();
    double millis = from.toMillis() * StrictMath.exp(unit() * StrictMath.log(ratio));
    return Duration.ofSeconds(Math.max(1, Math.round(millis / 1_000)));
  }

  /** A waiting time of a process without memory. */
  Duration waiting(Duration mean) {
    return Duration.ofMillis((long) (-StrictMath.log(1 - unit()) * mean.toMillis()));
  }
}
