package io.ispmonitor.testkit.trial;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Days;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.testkit.sim.FaultProfile;
import io.ispmonitor.testkit.sim.ProviderShape;
import io.ispmonitor.testkit.sim.SimulatedNetwork;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All that a seed decides. Each question has lots of its own, so that none disturbs another. */
final class Draw {
  private static final Duration DAY = Duration.ofDays(1);
  private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
  private static final String OWNER = "field team";
  private static final String REASON = "planned work";

  private final long seed;

  Draw(long seed) {
    this.seed = seed;
  }

  /**
   * The monitor is started again.
   *
   * @param after how long after the beginning
   * @param away how long none runs
   */
  record Restart(Duration after, Duration away) {}

  ProviderShape shape() {
    return ProviderShape.hundred().uplinks(1 + (int) Math.floorMod(seed, 3L));
  }

  /** A short time has to hold more trouble to be worth it. */
  FaultProfile profile(Duration lasting) {
    boolean isShort = lasting.compareTo(Duration.ofDays(7)) < 0;
    if (isShort) {
      return FaultProfile.stormy().times(2);
    }
    return switch ((int) Math.floorMod(seed, 8L)) {
      case 0 -> FaultProfile.stormy();
      case 1, 2 -> FaultProfile.quiet();
      default -> FaultProfile.usual();
    };
  }

  List<Restart> restarts(Duration lasting) {
    Random random = lots(1);
    List<Restart> restarts = new ArrayList<>();
    for (long i = 1 + lasting.toDays() / 5; i > 0; i--) {
      restarts.add(new Restart(within(random, lasting), seconds(random, 5, 900)));
    }
    return restarts;
  }

  Maintenance maintenance(SimulatedNetwork network, Duration lasting) {
    Random random = lots(2);
    Maintenance maintenance = new Maintenance();
    List<Device> towers = ofKind(network, DeviceKind.TOWER);
    for (long i = 2 + lasting.toDays() / 3; i > 0; i--) {
      Instant start = Trial.START.plus(within(random, lasting));
      Duration length = seconds(random, 600, 4 * 3_600);
      Selection where =
          random.nextBoolean()
              ? Selection.subtree(any(random, towers).id())
              : Selection.device(any(random, network.devices()).id());
      Timing timing =
          random.nextInt(3) == 0
              ? Timing.flexible(start, start.plus(DAY), length)
              : Timing.fixed(start, start.plus(length));
      maintenance.schedule(new MaintenanceWindow("work-" + i, where, timing, OWNER, REASON));
    }
    Timing nightly =
        Timing.recurring(Days.daily(), LocalTime.of(1, 30), Duration.ofMinutes(90), ZONE);
    Selection one = Selection.subtree(any(random, towers).id());
    maintenance.schedule(new MaintenanceWindow("nightly", one, nightly, OWNER, REASON));
    return maintenance;
  }

  ReachabilityOverrides overrides(SimulatedNetwork network) {
    Random random = lots(3);
    ReachabilityOverrides overrides = new ReachabilityOverrides();
    ReachabilityPolicy usual = ReachabilityPolicy.defaults();
    for (ReachabilityPolicy own :
        List.of(
            usual.downAfter(5),
            usual.upAfter(4),
            usual.flapping(FlappingPolicy.never()),
            usual.repeatAfter(Duration.ofSeconds(3)))) {
      overrides.set(any(random, network.devices()).id(), own);
    }
    return overrides;
  }

  private Random lots(int question) {
    return new Random(seed * 31 + question);
  }

  private static List<Device> ofKind(SimulatedNetwork network, DeviceKind kind) {
    return network.devices().stream().filter(device -> device.kind().equals(kind)).toList();
  }

  private static Device any(Random random, List<Device> devices) {
    return devices.get(random.nextInt(devices.size()));
  }

  private static Duration within(Random random, Duration lasting) {
    return Duration.ofMillis((long) (random.nextDouble() * lasting.toMillis()));
  }

  private static Duration seconds(Random random, int atLeast, int atMost) {
    return Duration.ofSeconds(atLeast + random.nextInt(atMost - atLeast));
  }
}
