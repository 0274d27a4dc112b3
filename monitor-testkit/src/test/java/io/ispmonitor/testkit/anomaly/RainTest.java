package io.ispmonitor.testkit.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.anomaly.Detectors;
import io.ispmonitor.anomaly.watch.AnomalyFinding;
import io.ispmonitor.anomaly.watch.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The default detector in a monitor: four days of a network with rain and an antenna that turns.
 */
class RainTest {
  private static final List<String> NORTH = List.of("north-1", "north-2", "north-3", "north-4");

  private final AnomalyRig rig =
      new AnomalyRig(
          plan ->
              plan.detector(Detectors.DEFAULT)
                  .direction(Direction.DOWN)
                  .minChange(3)
                  .together("rain"),
          UnaryOperator.identity());

  private final Map<String, Double> fading = new HashMap<>();
  private final Random random = new Random(11);

  @AfterEach
  void close() {
    rig.close();
  }

  /** Signals of about -60 dBm, a little better at night. */
  private void signals() {
    for (int i = 0; i < rig.inventory.devices().size(); i++) {
      String device = rig.inventory.devices().get(i).id();
      double level = -60 - i;
      rig.heat(device, () -> level + course() - fading.getOrDefault(device, 0.0));
    }
  }

  private double course() {
    double days = Duration.between(rig.start, rig.time.instant()).toMinutes() / 1440.0;
    return Math.cos(2 * Math.PI * days) + 0.5 * random.nextGaussian();
  }

  @Test
  @DisplayName("rain over a sector is one finding in minutes, and one antenna is another")
  void rain() {
    signals();
    rig.started();
    rig.passMinutes(3 * 1440);
    assertEquals(List.of(), rig.news(), "of three days in which nothing happened");

    NORTH.forEach(radio -> fading.put(radio, 9.0));
    rig.passMinutes(20);
    assertEquals(List.of("north anomaliesTogether heat: lower than usual"), rig.news());
    assertTrue(rig.text("anomaliesTogether").contains("rain"), rig.text("anomaliesTogether"));
    rig.passMinutes(40);
    fading.clear();
    rig.passMinutes(60);
    assertEquals("north anomaliesTogetherEnded heat: lower than usual", rig.news().get(1));

    List<String> since = new ArrayList<>(rig.news());
    assertEquals(2, since.size(), since::toString);
    rig.passMinutes(12 * 60);
    fading.put("south-2", 12.0);
    rig.passMinutes(20);
    assertEquals("south-2 anomalyBegan test.heat", rig.news().get(2));
    AnomalyFinding finding = rig.watch.findings().get(0);
    assertEquals(Direction.DOWN, finding.side());
    assertTrue(finding.value() < finding.low() - 8, finding::toString);
    rig.passMinutes(60);
    assertEquals(3, rig.news().size(), () -> "" + rig.news());
  }
}
