package io.ispmonitor.testkit;

import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A probe whose answers a test decides. Devices answer after a millisecond unless the script says
 * otherwise; with a topology, a device behind a dead one is silent too. Everything may be changed
 * while a monitor asks, from any thread.
 */
public final class ScriptedProbe implements Probe, AutoCloseable {
  private static final Layout LAYOUT = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);
  private static final Behaviour ANSWERS = answersAfter(Duration.ofMillis(1));

  private final String name;
  private final Role role;
  private final TimeSource time;
  private final Later later;
  private final @Nullable Inventory topology;
  private final Map<String, Behaviour> script = new ConcurrentHashMap<>();
  private final Set<String> dead = ConcurrentHashMap.newKeySet();
  private final Map<String, InetAddress> addresses = new ConcurrentHashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private boolean remembers = true;

  private ScriptedProbe(String name, Role role, TimeSource time, @Nullable Inventory topology) {
    this.name = name;
    this.role = role;
    this.time = time;
    this.topology = topology;
    this.later = Later.in(time, "scripted-probe-" + name);
  }

  /** A reachability probe; every device answers for itself. */
  public static ScriptedProbe in(TimeSource time) {
    return new ScriptedProbe("scripted", Role.REACHABILITY, time, null);
  }

  /** A reachability probe over a network: a device answers only when all it depends on is alive. */
  public static ScriptedProbe over(Inventory topology, TimeSource time) {
    return new ScriptedProbe("scripted", Role.REACHABILITY, time, topology);
  }

  /** A probe of another name and role. */
  public static ScriptedProbe named(String name, Role role, TimeSource time) {
    return new ScriptedProbe(name, role, time, null);
  }

  /** Does not remember who was asked, for runs of many hours. */
  public synchronized ScriptedProbe forgetful() {
    remembers = false;
    return this;
  }

  /** How a device takes a question. */
  @FunctionalInterface
  public interface Behaviour {

    /**
     * A question came.
     *
     * @param deadline until when the monitor waits
     * @param later runs things later in the probe's time
     * @param outcome takes the outcome
     */
    void take(Deadline deadline, Later later, Consumer<ProbeOutcome> outcome);
  }

  /**
   * A question that was asked.
   *
   * @param device whom
   * @param at when, by the wall clock
   */
  public record Asked(String device, Instant at) {}

  /** Answers after a round trip, or stays silent when that is longer than the deadline allows. */
  public static Behaviour answersAfter(Duration roundTrip) {
    double seconds = roundTrip.toNanos() / 1e9;
    return (deadline, later, outcome) -> {
      if (roundTrip.toNanos() > deadline.timeoutNanos()) {
        silent().take(deadline, later, outcome);
      } else {
        later.after(
            roundTrip,
            () -> outcome.accept(new ProbeOutcome.Answered(Readings.of(LAYOUT, seconds, 0))));
      }
    };
  }

  /** Says nothing; the probe reports the silence at the deadline. */
  public static Behaviour silent() {
    return (deadline, later, outcome) ->
        later.after(
            deadline.timeout(), () -> outcome.accept(new ProbeOutcome.Silent(deadline.timeout())));
  }

  /** A router on the way says no, at once. */
  public static Behaviour refused(String reason, @Nullable InetAddress by) {
    return (deadline, later, outcome) -> outcome.accept(new ProbeOutcome.Refused(reason, by));
  }

  /** The question proves nothing. */
  public static Behaviour voided(String reason) {
    return (deadline, later, outcome) -> outcome.accept(new ProbeOutcome.Void(reason));
  }

  /** Our side fails. */
  public static Behaviour broken(String reason) {
    return (deadline, later, outcome) -> outcome.accept(new ProbeOutcome.Broken(reason, null));
  }

  /** A broken probe: no outcome ever. */
  public static Behaviour neverAnswers() {
    return (deadline, later, outcome) -> {};
  }

  /** A broken probe: it throws. */
  public static Behaviour throwing(RuntimeException failure) {
    return (deadline, later, outcome) -> {
      throw failure;
    };
  }

  /** A broken probe: two outcomes. */
  public static Behaviour answersTwice() {
    return (deadline, later, outcome) -> {
      ANSWERS.take(deadline, later, outcome);
      ANSWERS.take(deadline, later, outcome);
    };
  }

  /** From now on the device behaves like this. */
  public ScriptedProbe set(String device, Behaviour behaviour) {
    script.put(device, behaviour);
    return this;
  }

  /** From now on the device behaves normally again. */
  public ScriptedProbe reset(String device) {
    script.remove(device);
    return this;
  }

  /** The device has no power: it is silent, and so is all that can only be reached over it. */
  public ScriptedProbe kill(String device) {
    dead.add(device);
    return this;
  }

  /** The device has power again. */
  public ScriptedProbe revive(String device) {
    dead.remove(device);
    return this;
  }

  /** All questions so far, in their order. */
  public synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** When a device was asked, in order. */
  public List<Instant> asked(String device) {
    return asked().stream().filter(is -> is.device().equals(device)).map(Asked::at).toList();
  }

  /** The address the last question to a device went to; null when it was never asked. */
  public @Nullable InetAddress askedAt(String device) {
    return addresses.get(device);
  }

  /** Whether a question would reach the device and come back. */
  public boolean isAlive(String device) {
    return isAlive(device, new HashMap<>());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public Layout layout() {
    return LAYOUT;
  }

  @Override
  public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    remember(device);
    Behaviour behaviour =
        isAlive(device.id()) ? script.getOrDefault(device.id(), ANSWERS) : silent();
    behaviour.take(deadline, later, outcome);
    return Question.DONE;
  }

  /** Ends the probe's loop. */
  @Override
  public void close() {
    later.close();
  }

  private synchronized void remember(Device device) {
    if (remembers) {
      asked.add(new Asked(device.id(), time.instant()));
    }
    InetAddress address = device.address();
    if (address != null) {
      addresses.put(device.id(), address);
    }
  }

  /** Each device on the way is looked at once, however many ways lead over it. */
  private boolean isAlive(String id, Map<String, Boolean> known) {
    Boolean already = known.get(id);
    if (already != null) {
      return already;
    }
    boolean alive = !dead.contains(id) && (topology == null || hasWay(topology, id, known));
    known.put(id, alive);
    return alive;
  }

  private boolean hasWay(Inventory over, String id, Map<String, Boolean> known) {
    for (Dependency dependency : over.find(id).map(Device::dependencies).orElse(List.of())) {
      boolean holds = false;
      for (String parent : dependency.anyOf()) {
        holds = holds || isAlive(parent, known);
      }
      if (!holds) {
        return false;
      }
    }
    return true;
  }
}
