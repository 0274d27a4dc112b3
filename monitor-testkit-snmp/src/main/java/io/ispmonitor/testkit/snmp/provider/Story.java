package io.ispmonitor.testkit.snmp.provider;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.util.List;

/**
 * What happens to the simulated provider. A radio has a loose plug and goes away for two seconds
 * again and again, later for five. A tower loses its mains, and when its battery is empty its
 * power. In the end the monitor's own uplink is cut.
 */
final class Story {
  static final Duration PLUG_LOOSE = Duration.ofSeconds(3);
  static final Duration MAINS_LOST = Duration.ofSeconds(8);
  static final Duration POWER_CUT = Duration.ofSeconds(20);
  static final Duration POWER_BACK = Duration.ofSeconds(50);
  static final Duration UPLINK_CUT = Duration.ofSeconds(65);
  static final Duration UPLINK_BACK = Duration.ofSeconds(78);
  static final Duration END = Duration.ofSeconds(100);

  /**
   * With questions every two seconds, a silence of two is met by one or two of them: it is noticed,
   * but never confirmed.
   */
  private static final Turns BLIPS =
      new Turns(7, Duration.ofSeconds(2), PLUG_LOOSE, Duration.ofSeconds(4));

  /** Long enough to be DOWN each time. */
  private static final Turns FALLS =
      new Turns(2, Duration.ofSeconds(5), Duration.ofSeconds(31), Duration.ofSeconds(8));

  private final ScriptedProbe probe;
  private final SimulatedProvider.Timeline timeline;

  Story(ScriptedProbe probe, SimulatedProvider.Timeline timeline) {
    this.probe = probe;
    this.timeline = timeline;
  }

  /** The radio comes and goes. */
  void loosePlug(String radio) {
    for (Turns turns : List.of(BLIPS, FALLS)) {
      for (int turn = 0; turn < turns.count(); turn++) {
        Duration from = turns.first().plus(turns.period().multipliedBy(turn));
        silence(radio, from, from.plus(turns.away()));
      }
    }
  }

  /** The tower's battery takes over for the mains, and is empty when the tower goes dark. */
  void battery(ProviderAgents agents, String tower, Inventory inventory) {
    timeline.after(MAINS_LOST, () -> agents.mainsLost(tower));
    timeline.after(POWER_BACK, () -> agents.mainsBack(tower, inventory));
  }

  /** The tower is dark for half a minute. */
  void powerCut(String tower) {
    silence(tower, POWER_CUT, POWER_BACK);
  }

  /** Nothing that is reached over the uplink answers. */
  void uplinkCut(List<String> firstBehindIt) {
    firstBehindIt.forEach(device -> silence(device, UPLINK_CUT, UPLINK_BACK));
  }

  private void silence(String device, Duration from, Duration to) {
    timeline.after(from, () -> probe.kill(device));
    timeline.after(to, () -> probe.revive(device));
  }

  /**
   * Silences that come regularly.
   *
   * @param count how many
   * @param away how long each lasts
   * @param first when the first begins
   * @param period from beginning to beginning
   */
  private record Turns(int count, Duration away, Duration first, Duration period) {}
}
