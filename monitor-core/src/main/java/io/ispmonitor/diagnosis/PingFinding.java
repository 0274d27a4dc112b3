package io.ispmonitor.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a few echoes.
 *
 * @param answers what came of each that has ended, in the order in which they ended
 * @param unavailable why no echoes could be sent at all; null when they could
 */
public record PingFinding(List<HopAnswer> answers, @Nullable String unavailable) {

  /** Copies the list. */
  public PingFinding {
    answers = List.copyOf(answers);
  }

  /** No echoes could be sent. */
  public static PingFinding notAvailable(String why) {
    return new PingFinding(List.of(), why);
  }

  /** How many were sent and have ended. */
  public int sent() {
    return (int) answers.stream().filter(is -> !(is instanceof HopAnswer.Unsent)).count();
  }

  /** How many were answered by the address itself. */
  public int answered() {
    return roundTrips().size();
  }

  /** The share of those sent that went unanswered, 0 to 1; 0 when none was sent. */
  public double loss() {
    return sent() == 0 ? 0 : (sent() - answered()) / (double) sent();
  }

  /** The shortest round trip; empty when none was answered. */
  public Optional<Duration> shortest() {
    return roundTrips().stream().findFirst();
  }

  /** The median round trip; empty when none was answered. */
  public Optional<Duration> median() {
    List<Duration> sorted = roundTrips();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
  }

  /** The longest round trip; empty when none was answered. */
  public Optional<Duration> longest() {
    return roundTrips().stream().reduce((before, last) -> last);
  }

  /** Why the first echo that could not be sent was not; empty when all were. */
  public Optional<String> unsent() {
    return answers.stream()
        .filter(HopAnswer.Unsent.class::isInstance)
        .map(is -> ((HopAnswer.Unsent) is).reason())
        .findFirst();
  }

  private List<Duration> roundTrips() {
    return answers.stream()
        .filter(HopAnswer.Reached.class::isInstance)
        .map(is -> ((HopAnswer.Reached) is).roundTrip())
        .sorted()
        .toList();
  }

  /** In words, for a line of a report. */
  public String words() {
    if (unavailable != null) {
      return "not available: " + unavailable;
    }
    if (sent() == 0) {
      return unsent().map(why -> "not sent: " + why).orElse("nothing has come back yet");
    }
    String share = answered() + " of " + sent() + " echoes answered";
    return answered() == 0
        ? share
        : share
            + ", shortest %s, median %s, longest %s"
                .formatted(in(shortest()), in(median()), in(longest()));
  }

  private static String in(Optional<Duration> roundTrip) {
    return roundTrip.map(Words::millis).orElse("none");
  }
}
