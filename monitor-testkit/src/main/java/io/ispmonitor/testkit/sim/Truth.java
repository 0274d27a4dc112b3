package io.ispmonitor.testkit.sim;

import io.ispmonitor.device.Device;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How it really is with a network under a plan of faults: at every instant and for every device,
 * whether an echo comes back, and why not. Verdicts of a monitor can be held against it.
 *
 * <p>A device is <i>silent</i> while no question can bring an answer. It is <i>disturbed</i> while
 * any fault is at work on the way to it, be it silent, lossy or late. What a redundant way makes up
 * for does not disturb.
 *
 * <p>It is worked out at once and kept: 16 bytes and 4 for each dependency, at most twice that, for
 * each change and each device behind the place that changes. A month of a hundred devices takes a
 * few megabytes; a router that flaps every few seconds for hours with ten thousand devices behind
 * it takes more than a gigabyte.
 *
 * <p>Thread-safe; what is asked of it does not change it.
 */
public final class Truth {
  private final SimulatedNetwork network;
  private final FaultPlan plan;
  private final Graph graph;
  private final Course course;
  private final Map<String, List<Spell>> silences = new ConcurrentHashMap<>();

  private Truth(SimulatedNetwork network, FaultPlan plan) {
    this.network = network;
    this.plan = plan;
    this.graph = new Graph(network);
    this.course = new Course(graph, new Unfolding(graph, network, plan));
  }

  /**
   * What happens to a network under a plan.
   *
   * @throws IllegalArgumentException when the plan names a place that is not in the network
   */
  public static Truth of(SimulatedNetwork network, FaultPlan plan) {
    return new Truth(network, plan);
  }

  /** The network. */
  public SimulatedNetwork network() {
    return network;
  }

  /** What goes wrong. */
  public FaultPlan plan() {
    return plan;
  }

  /** How it is with a device at an instant. */
  public Condition condition(String device, Instant at) {
    int node = graph.device(device);
    long nanos = nanos(at);
    Way way = course.way(node);
    int stretch = way.at(nanos);
    if (way.isCut(stretch)) {
      return new Condition(1, 1, Duration.ZERO, course.blame(node, nanos));
    }
    Load load = new Load(true);
    course.load(node, nanos, load);
    double seconds = way.seconds(stretch) + load.delaySeconds();
    return new Condition(
        load.questionLoss(),
        load.answerLoss(),
        Duration.ofNanos(Math.round(seconds * 1e9)),
        load.faults());
  }

  /** Whether no question to a device can bring an answer at an instant. */
  public boolean isSilent(String device, Instant at) {
    return silences(device).stream().anyMatch(spell -> spell.holds(at));
  }

  /** When no question to a device can bring an answer, in the order of time. */
  public List<Spell> silences(String device) {
    return silences.computeIfAbsent(device, id -> spells(id, true));
  }

  /** When any fault is at work on the way to a device, in the order of time. */
  public List<Spell> disturbances(String device) {
    return spells(device, false);
  }

  /** All devices that are silent at an instant. */
  public Set<String> silentAt(Instant at) {
    Set<String> silent = new TreeSet<>();
    for (Device device : network.devices()) {
      if (isSilent(device.id(), at)) {
        silent.add(device.id());
      }
    }
    return silent;
  }

  /** All devices that a fault helps to silence at any time. */
  public Set<String> silencedBy(Fault fault) {
    Set<String> silenced = new TreeSet<>();
    for (Device device : network.devices()) {
      if (silences(device.id()).stream().anyMatch(spell -> spell.faults().contains(fault))) {
        silenced.add(device.id());
      }
    }
    return silenced;
  }

  /**
   * Whom a monitor that sees no more than silence and dependencies has to blame for the silence of
   * a device: silent ones, itself or among those it depends on, all of whose own dependencies are
   * held by a device that is not silent. Several when a redundancy group failed one by one; empty
   * when the device is not silent. Where an uplink of the monitor is cut these are the first
   * devices behind it, innocent as they are; {@link Condition#faults()} tells.
   */
  public Set<String> roots(String device, Instant at) {
    Set<String> roots = new LinkedHashSet<>();
    if (isSilent(device, at)) {
      collectRoots(graph.device(device), at, roots, new BitSet());
    }
    return roots;
  }

  /**
   * Whether a device is innocent at an instant though it is silent and everything it depends on can
   * be reached: an uplink of the monitor that leads straight to it is lost, and nothing is wrong
   * with the device or its own links.
   */
  public boolean isBehindLostUplink(String device, Instant at) {
    return course.isBehindLostUplink(graph.device(device), nanos(at));
  }

  /** When anything changes next after an instant; empty when nothing does any more. */
  public Optional<Instant> nextChange(Instant after) {
    long next = nextMoment(nanos(after));
    return next == Long.MAX_VALUE ? Optional.empty() : Optional.of(instant(next));
  }

  /**
   * A probe that answers as this truth has it, and by lot where there is loss.
   *
   * @param time the time to live by; its instant says where in the plan we are
   */
  public SimulatedProbe probe(TimeSource time) {
    return new SimulatedProbe(this, time);
  }

  Graph graph() {
    return graph;
  }

  Course course() {
    return course;
  }

  /** The first change after a time, in nanoseconds from the start of the plan. */
  long nextMoment(long after) {
    int at = Arrays.binarySearch(course.moments(), after);
    int next = at >= 0 ? at + 1 : -at - 1;
    return next < course.moments().length ? course.moments()[next] : Long.MAX_VALUE;
  }

  /** The last change before or at a time; the least there is when there was none. */
  long lastMoment(long until) {
    int at = Arrays.binarySearch(course.moments(), until);
    int last = at >= 0 ? at : -at - 2;
    return last >= 0 ? course.moments()[last] : Long.MIN_VALUE;
  }

  /** Nanoseconds from the start of the plan. */
  long nanos(Instant at) {
    return Duration.between(plan.start(), at).toNanos();
  }

  private Instant instant(long nanos) {
    return plan.start().plusNanos(nanos);
  }

  private List<Spell> spells(String device, boolean silentOnly) {
    int node = graph.device(device);
    Way way = course.way(node);
    List<Spell> spells = new ArrayList<>();
    Set<Fault> faults = new TreeSet<>();
    long since = 0;
    for (int stretch = 1; stretch < way.size(); stretch++) {
      long from = way.from(stretch);
      Condition condition = condition(device, instant(from));
      boolean counts = silentOnly ? condition.isSilent() : !condition.isClear();
      if (counts) {
        since = faults.isEmpty() ? from : since;
        faults.addAll(condition.faults());
      } else if (!faults.isEmpty()) {
        spells.add(new Spell(instant(since), instant(from), faults));
        faults.clear();
      }
    }
    return List.copyOf(spells); // every fault ends, so none is left open
  }

  private void collectRoots(int number, Instant at, Set<String> into, BitSet seen) {
    if (seen.get(number)) {
      return;
    }
    seen.set(number);
    Graph.Node node = graph.node(number);
    boolean waysAreOpen = true; // what the monitor cannot see counts as open
    for (int[] group : node.parents) {
      boolean isOpen = false;
      for (int parent : group) {
        isOpen |= graph.isUplink(parent) || !isSilent(graph.node(parent).name, at);
      }
      if (!isOpen) {
        waysAreOpen = false;
        for (int parent : group) {
          collectRoots(parent, at, into, seen);
        }
      }
    }
    if (waysAreOpen) {
      into.add(node.name);
    }
  }
}
