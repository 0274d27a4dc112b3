package io.ispmonitor.testkit.check;

import java.time.Instant;

/**
 * A rule that was not kept.
 *
 * @param rule which
 * @param device the id of the device it is about; empty when it is about none
 * @param at when, by the monitor's wall clock
 * @param text what was wrong, with the numbers
 */
public record Violation(Rule rule, String device, Instant at, String text) {
  @Override
  public String toString() {
    String who = device.isEmpty() ? "" : " device " + device + ":";
    return at + " " + rule + who + " " + text;
  }
}
