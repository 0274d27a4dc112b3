package io.ispmonitor.testkit.sim;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.testkit.Later;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Answers the questions of a monitor as a {@link Truth} has it. What holds at the moment a question
 * is asked decides; a question is lost when either direction loses it, and also when its round trip
 * would be longer than the deadline.
 *
 * <p>What is lost, and the jitter of the others, is drawn from the seed of the plan, the device,
 * and how often that device was asked before, so that questions to others change nothing. A device
 * that is not in the network is refused with an {@link IllegalArgumentException}.
 *
 * <p>For one monitor in one thread, as in manual time.
 */
public final class SimulatedProbe implements Probe, AutoCloseable {
  /** What the probe of every simulation is called, for those who have to name it. */
  public static final String NAME = "simulated";

  private static final Layout LAYOUT = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);

  /** The round trip is longer by up to this share of it. */
  private static final double JITTER = 0.1;

  private final Truth truth;
  private final Course course;
  private final TimeSource time;
  private final Later later;
  private final long originNanos;
  private final long[] salts;
  private final long[] ordinals;
  private final Load load = new Load(false);
  private ProbeOutcome.Silent silence = new ProbeOutcome.Silent(Duration.ofSeconds(1));
  private long asked;
  private long lost;
  private int open;

  SimulatedProbe(Truth truth, TimeSource time) {
    this.truth = truth;
    this.course = truth.course();
    this.time = time;
    this.later = Later.in(time, "simulated-probe");
    this.originNanos = time.nanoTime() - truth.nanos(time.instant());
    this.salts = new long[truth.graph().nodes()];
    this.ordinals = new long[salts.length];
    for (int node = 0; node < salts.length; node++) {
      String name = truth.graph().node(node).name;
      salts[node] = Dice.mix(truth.plan().seed() ^ Dice.hash(name));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Role role() {
    return Role.REACHABILITY;
  }

  @Override
  public Layout layout() {
    return LAYOUT;
  }

  @Override
  public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    int node = truth.graph().device(device.id());
    long roundTripNanos = roundTrip(node, time.nanoTime() - originNanos);
    long timeout = deadline.timeoutNanos();
    boolean isLost = roundTripNanos < 0 || roundTripNanos > timeout;
    asked++;
    open++;
    lost += isLost ? 1 : 0;
    ProbeOutcome answer = isLost ? silence(timeout) : answer(roundTripNanos);
    Echo echo = new Echo(outcome, answer, deadline);
    later.afterNanos(isLost ? timeout : roundTripNanos, echo);
    return echo;
  }

  /** How many questions were asked. */
  public long asked() {
    return asked;
  }

  /** How many of them brought no answer in time. */
  public long lost() {
    return lost;
  }

  /** How many are under way. */
  public int open() {
    return open;
  }

  /** How far in the plan we are, in nanoseconds. */
  long planNanos() {
    return time.nanoTime() - originNanos;
  }

  /** Ends the probe's loop. */
  @Override
  public void close() {
    later.close();
  }

  /** Negative when question or answer is lost. */
  private long roundTrip(int node, long now) {
    Way way = course.way(node);
    int stretch = way.at(now);
    long ordinal = ordinals[node]++;
    if (way.isCut(stretch)) {
      return -1;
    }
    long draw = 3 * ordinal;
    long salt = salts[node];
    double seconds = way.seconds(stretch) * (1 + JITTER * Dice.unit(Dice.draw(salt, draw)));
    if (course.mayStrain(now)) {
      load.clear();
      course.load(node, now, load);
      if (isLost(salt, draw)) {
        return -1;
      }
      seconds += load.delaySeconds();
    }
    return (long) (seconds * 1e9);
  }

  private boolean isLost(long salt, long draw) {
    return Dice.unit(Dice.draw(salt, draw + 1)) < load.questionLoss()
        || Dice.unit(Dice.draw(salt, draw + 2)) < load.answerLoss();
  }

  private ProbeOutcome silence(long timeoutNanos) {
    if (silence.waited().toNanos() != timeoutNanos) {
      silence = new ProbeOutcome.Silent(Duration.ofNanos(timeoutNanos));
    }
    return silence;
  }

  private static ProbeOutcome answer(long roundTripNanos) {
    return new ProbeOutcome.Answered(Readings.of(LAYOUT, roundTripNanos / 1e9, 0));
  }

  /** A question under way. */
  private final class Echo implements Runnable, Question {
    private final Consumer<ProbeOutcome> outcome;
    private final ProbeOutcome answer;
    private final Deadline deadline;
    private boolean cancelled;

    Echo(Consumer<ProbeOutcome> outcome, ProbeOutcome answer, Deadline deadline) {
      this.outcome = outcome;
      this.answer = answer;
      this.deadline = deadline;
    }

    @Override
    public void run() {
      open--;
      if (!cancelled) {
        outcome.accept(isTooLate() ? silence(deadline.timeoutNanos()) : answer);
      }
    }

    /** Whoever was stopped finds the time for the answer gone by, whatever came meanwhile. */
    private boolean isTooLate() {
      return time.nanoTime() - deadline.atNanos() > 0;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
