package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Incident;
import io.ispmonitor.reachability.Told;
import io.ispmonitor.status.Standing;
import io.ispmonitor.status.StatusNode;
import io.ispmonitor.status.StatusTree;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How all devices stood. What is immutable of them is kept as it is and the rest copied, column by
 * column; a status is made of that when it is asked for.
 */
final class Picture implements StatusTree {
  private final Shape shape;
  private final Instant at;
  private final Device[] devices;

  /** The addresses that host names had; null when none had any. */
  private @Nullable InetAddress @Nullable [] addresses;

  private final Verdict[] verdicts;

  /** The maintenance in force; null when there was none. */
  private @Nullable Upkeep @Nullable [] upkeeps;

  /** What people were told; null when they were told nothing. */
  private @Nullable Told @Nullable [] told;

  private final float[] roundTrips;
  private final short[] losses;
  private final BitSet flapping = new BitSet();

  Picture(Shape shape, Instant at) {
    int size = shape.size();
    this.shape = shape;
    this.at = at;
    devices = new Device[size];
    verdicts = new Verdict[size];
    roundTrips = new float[size];
    losses = new short[size];
    for (int i = 0; i < size; i++) {
      take(i, shape.member(i));
    }
  }

  private void take(int place, Watched watched) {
    devices[place] = watched.device;
    InetAddress address = watched.resolvedAddress();
    if (address != null) {
      addresses = addresses == null ? new InetAddress[shape.size()] : addresses;
      addresses[place] = address;
    }
    verdicts[place] = watched.verdict;
    Upkeep upkeep = watched.upkeep;
    if (!upkeep.equals(Upkeep.NONE)) {
      upkeeps = upkeeps == null ? new Upkeep[shape.size()] : upkeeps;
      upkeeps[place] = upkeep;
    }
    Told known = watched.told;
    if (known.isAnything()) {
      told = told == null ? new Told[shape.size()] : told;
      told[place] = known;
    }
    roundTrips[place] = watched.roundTripSeconds;
    losses[place] = LossWindow.summary(watched.lossWindow);
    flapping.set(place, watched.flapping);
  }

  @Override
  public Instant at() {
    return at;
  }

  @Override
  public int size() {
    return shape.size();
  }

  @Override
  public List<StatusNode> roots() {
    return nodes(shape.children(Shape.NONE));
  }

  @Override
  public Stream<StatusNode> nodes() {
    return nodes(0, shape.size());
  }

  private Stream<StatusNode> nodes(int from, int to) {
    return IntStream.range(from, to).mapToObj(Node::new);
  }

  @Override
  public Optional<StatusNode> find(String device) {
    int place = shape.find(device);
    return place == Shape.NONE ? Optional.empty() : Optional.of(new Node(place));
  }

  @Override
  public Map<DeviceState, Integer> counts() {
    return counts(0, shape.size());
  }

  @Override
  public List<Incident> incidents() {
    return Incidents.among(Arrays.stream(verdicts));
  }

  @Override
  public String toString() {
    return "status of " + shape.size() + " devices at " + at;
  }

  private @Nullable InetAddress address(int place) {
    return addresses == null ? null : addresses[place];
  }

  private Upkeep upkeep(int place) {
    Upkeep upkeep = upkeeps == null ? null : upkeeps[place];
    return upkeep == null ? Upkeep.NONE : upkeep;
  }

  private Told told(int place) {
    Told known = told == null ? null : told[place];
    return known == null ? Told.NOTHING : known;
  }

  private List<StatusNode> nodes(List<Integer> places) {
    return places.stream().<StatusNode>map(Node::new).toList();
  }

  private Map<DeviceState, Integer> counts(int from, int to) {
    Map<DeviceState, int[]> counts = new EnumMap<>(DeviceState.class);
    for (DeviceState state : DeviceState.values()) {
      counts.put(state, new int[1]);
    }
    for (int i = from; i < to; i++) {
      Objects.requireNonNull(counts.get(verdicts[i].state()))[0]++;
    }
    Map<DeviceState, Integer> byState = new EnumMap<>(DeviceState.class);
    counts.forEach((state, count) -> byState.put(state, count[0]));
    return byState;
  }

  /** A place in the picture. */
  private final class Node implements StatusNode {
    private final int place;

    Node(int place) {
      this.place = place;
    }

    @Override
    public Device device() {
      return Watched.shown(devices[place], address(place));
    }

    @Override
    public DeviceStatus status() {
      return Watched.status(
          device(),
          verdicts[place],
          flapping.get(place),
          upkeep(place),
          told(place),
          roundTrips[place],
          LossWindow.shareOf(losses[place]));
    }

    @Override
    public Standing standing() {
      Verdict verdict = verdicts[place];
      return switch (verdict.state()) {
        case UP, DEGRADED -> Standing.ANSWERING;
        case DOWN -> Standing.AT_FAULT;
        case UNREACHABLE -> Standing.CUT_OFF;
        case UNKNOWN -> verdict.basis() == Basis.ISOLATION ? Standing.ISOLATED : Standing.UNKNOWN;
      };
    }

    @Override
    public int depth() {
      return shape.depth(place);
    }

    @Override
    public Optional<StatusNode> parent() {
      int parent = shape.parent(place);
      return parent == Shape.NONE ? Optional.empty() : Optional.of(new Node(parent));
    }

    @Override
    public List<StatusNode> children() {
      return Picture.this.nodes(shape.children(place));
    }

    @Override
    public Stream<StatusNode> nodes() {
      return Picture.this.nodes(place, shape.end(place));
    }

    @Override
    public int size() {
      return shape.end(place) - place;
    }

    @Override
    public Map<DeviceState, Integer> counts() {
      return Picture.this.counts(place, shape.end(place));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Node node && node.picture() == picture() && node.place == place;
    }

    @Override
    public int hashCode() {
      return place;
    }

    @Override
    public String toString() {
      return devices[place].id() + " " + verdicts[place].state();
    }

    private Picture picture() {
      return Picture.this;
    }
  }
}
