package io.ispmonitor.icmp;

import static io.ispmonitor.reachability.DeviceState.DOWN;
import static io.ispmonitor.reachability.DeviceState.UNREACHABLE;
import static io.ispmonitor.reachability.DeviceState.UP;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real monitor and the real probe watch real sites, some of which are cut off. Needs root. */
@Tag("interop")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealSilenceInteropTest {
  private static final Logger figures = LoggerFactory.getLogger("io.ispmonitor.figures");
  private static final Duration AS_USUAL = Duration.ofSeconds(30);
  private static final Duration OFTEN = Duration.ofSeconds(2);

  /** Long enough for another question to everybody who is asked often. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private static final List<String> RADIOS_A = List.of("radio-a1", "radio-a2", "radio-a3");
  private static final List<String> RADIOS_B = List.of("radio-b1", "radio-b2", "radio-b3");

  private final RadioChain chain = new RadioChain();
  private final Announcements announcements = new Announcements();

  @BeforeAll
  void build() {
    chain.build();
  }

  @AfterEach
  void repair() {
    chain.repair();
  }

  @AfterAll
  void takeAway() {
    chain.close();
    figures.info("{}", announcements);
  }

  @Test
  @DisplayName("a tower that falls silent is at fault for its radios, when asked every 30 s")
  void silentTower() {
    outage(AS_USUAL, List.of("tower-a"), Site::fallSilent, RADIOS_A, "silent");
  }

  @Test
  @DisplayName("a tower that its POP calls unreachable is at fault for its radios")
  void refusedTower() {
    outage(OFTEN, List.of("tower-a"), Site::cutOff, RADIOS_A, "refused");
  }

  @Test
  @DisplayName("a radio that dies is alone in it")
  void radio() {
    outage(OFTEN, List.of("radio-b2"), Site::fallSilent, List.of(), "silent");
  }

  @Test
  @DisplayName("six radios that die at the same time are six outages")
  void radios() {
    outage(OFTEN, join(RADIOS_A, RADIOS_B), Site::fallSilent, List.of(), "silent");
  }

  @Test
  @DisplayName("a POP that dies is at fault for all behind it")
  void pop() {
    List<String> behind = join(List.of("tower-a", "tower-b"), join(RADIOS_A, RADIOS_B));
    outage(OFTEN, List.of("pop"), Site::die, behind, "silent");
  }

  /** The roots go, and come back; nobody else is spoken of but those behind them. */
  private void outage(
      Duration interval,
      List<String> roots,
      Consumer<Site> cut,
      List<String> behind,
      String outcome) {
    List<Site> sites = roots.stream().map(chain::site).toList();
    try (PipedMonitor monitor = new PipedMonitor(chain.home(), chain.devices(), interval, 3)) {
      monitor.await(UP, chain.ids());
      monitor.told();
      sites.forEach(cut);
      monitor.await(DOWN, roots);
      monitor.await(UNREACHABLE, behind);
      sites.forEach(Site::plugIn);
      monitor.await(UP, join(roots, behind));
      monitor.listen(AFTERWARDS);
      Course course = new Course(monitor.told());
      roots.forEach(root -> course.assertOutage(root, behind));
      course.assertOnly(join(roots, behind));
      roots.forEach(root -> announcements.add(interval, course.only(root, DOWN)));
      assertTrue(monitor.count(outcome) > 0, monitor::health);
    }
  }

  private static List<String> join(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
