package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndedMeanwhileTest {
  private final Town town = new Town();
  private final Program program = new Program(town);

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private static Alert told(String key, String type, String source) {
    Instant then = Town.NOON.minus(Duration.ofHours(1));
    return Alert.builder(key + "#" + then, key, then)
        .type(type)
        .source(source)
        .severity(Severity.WARNING)
        .notified(List.of(new Notified("box", then.plusSeconds(30), Severity.WARNING, null)))
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "reachability/tower, device.down, tower",
    "flapping/tower, device.flapping, tower",
    "quality/tower, device.degraded, tower",
    "isolation/uplink, monitor.isolated, monitor",
    "reachability/removed, device.down, removed",
    "flapping/removed, device.flapping, removed",
  })
  @DisplayName("what ended, or whose device was removed, while the program was off ends once")
  void endsOnce(String key, String type, String source) {
    town.with("tower");
    program.alerts.put(told(key, type, source));
    Alerting alerting = program.start();
    town.pass(Duration.ofHours(1));
    assertEquals(List.of(), alerting.open());
    assertEquals(List.of(Notice.Kind.RECOVERY), town.box.kindsOf(key));
  }
}
