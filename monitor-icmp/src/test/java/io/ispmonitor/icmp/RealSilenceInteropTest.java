package io.ispmonitor.icmp;

import static io.ispmonitor.reachability.DeviceState.DOWN;
import static io.ispmonitor.reachability.DeviceState.UNKNOWN;
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
    outages(AS_USUAL, List.of("tower-a"), Site::fallSilent, "silent");
  }

  @Test
  @DisplayName("a tower that its POP calls unreachable is at fault for its radios")
  void refusedTower() {
    outages(OFTEN, List.of("tower-a"), Site::cutOff, "refused");
  }

  @Test
  @DisplayName("a radio that dies is alone in it")
  void radio() {
    outages(OFTEN, List.of("radio-b2"), Site::fallSilent, "silent");
  }

  @Test
  @DisplayName("six radios that die at the same time are six outages")
  void radios() {
    List<String> radios = join(below("tower-a"), below("tower-b"));
    outages(OFTEN, radios, Site::fallSilent, "silent");
  }

  @Test
  @DisplayName("a POP that dies is at fault for all behind it")
  void pop() {
    outages(OFTEN, List.of("pop"), Site::die, "silent");
  }

  /** The roots go and come back, and what is below them with them. */
  private void outages(
      Duration interval, List<String> roots, Consumer<Site> cut, String expectedOutcome) {
    List<Site> sites = roots.stream().map(chain::site).toList();
    List<String> behind = roots.stream().flatMap(root -> below(root).stream()).toList();
    try (PipedMonitor monitor = start(interval)) {
      sites.forEach(cut);
      monitor.await(DOWN, roots);
      monitor.await(UNREACHABLE, behind);
      sites.forEach(Site::plugIn);
      Course course = untilUp(monitor, join(roots, behind));
      course.assertOutages(roots, behind);
      course.downs().forEach(down -> announcements.add(interval, down));
      assertTrue(monitor.count(expectedOutcome) > 0, monitor::health);
    }
  }

  @Test
  @DisplayName("without our uplink all beyond it is unknown, and what is local is judged")
  void uplink() {
    try (PipedMonitor monitor = start(OFTEN)) {
      chain.site("uplink").fallSilent();
      monitor.await(UNKNOWN, chain.remote());
      chain.site("rack").fallSilent();
      isolated(monitor, "rack", List.of());
    }
  }

  @Test
  @DisplayName("when our own gateway dies it alone is at fault, and all beyond it is unknown")
  void gateway() {
    try (PipedMonitor monitor = start(OFTEN)) {
      chain.site("gateway").die();
      isolated(monitor, "gateway", List.of("rack"));
    }
  }

  /** We are cut off; close to us, one is at fault and some are behind it. All comes back. */
  private void isolated(PipedMonitor monitor, String root, List<String> behind) {
    List<String> remote = chain.remote();
    monitor.await(DOWN, List.of(root));
    monitor.await(UNREACHABLE, behind);
    monitor.await(UNKNOWN, remote);
    chain.repair();
    monitor.awaitUplink();
    List<String> all = join(join(List.of(root), behind), remote);
    Course course = untilUp(monitor, all);
    course.assertOnly(all);
    course.assertUnknown(remote);
    course.assertOutage(root, behind);
    course.assertAnnounced(List.of(root));
    course.assertIsolated(remote.size());
    figures.info("we were cut off: {}", course.isolations);
  }

  /** One that has heard of all devices. */
  private PipedMonitor start(Duration interval) {
    PipedMonitor monitor = new PipedMonitor(chain.home(), chain.network(), interval, 3);
    try {
      monitor.await(UP, chain.all());
      monitor.course();
      return monitor;
    } catch (AssertionError e) {
      monitor.close();
      throw e;
    }
  }

  private static Course untilUp(PipedMonitor monitor, List<String> devices) {
    monitor.await(UP, devices);
    monitor.listen(AFTERWARDS);
    return monitor.course();
  }

  private List<String> below(String site) {
    return chain.site(site).below();
  }

  private static List<String> join(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
