package io.ispmonitor.app.site;

import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Location;
import io.ispmonitor.power.PowerLimits;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A small site for tests, in time that passes when a test says so: {@code pop-1} feeds {@code
 * tower-1}, on which {@code radio-1}, {@code radio-2} and {@link #HOSTILE} hang. All are asked
 * every ten seconds, and answer until a test says otherwise.
 */
public final class TestSite implements AutoCloseable {
  /** The id and the name of a device that means no good. */
  public static final String HOSTILE = "x/\"'><script>alert(1)</script>é漢🛰";

  /** When time begins. */
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final ManualTime time;
  private final ScriptedProbe probe;
  private final LiveSite site;

  private TestSite(ManualTime time, ScriptedProbe probe, LiveSite site) {
    this.time = time;
    this.probe = probe;
    this.site = site;
  }

  /** One that has just begun. */
  public static TestSite start() throws IOException {
    return start(plan -> plan);
  }

  /** One whose plan says more. */
  public static TestSite start(UnaryOperator<SitePlan> more) throws IOException {
    ManualTime time = ManualTime.startingAt(NOON);
    Inventory inventory = new Inventory();
    inventory.addAll(devices());
    ScriptedProbe probe = ScriptedProbe.over(inventory, time).forgetful();
    SitePlan plan =
        new SitePlan(
                inventory,
                (monitor, intervals) ->
                    monitor.probe(
                        probe, Schedule.every(Duration.ofSeconds(10)).perDevice(intervals::of)))
            .name("Test site")
            .time(time)
            .zone(ZoneOffset.UTC)
            .anomalies(AnomalyPlan.latency().build())
            .power(device -> PowerLimits.leadAcid(24))
            .owns(probe);
    LiveSite site = more.apply(plan).start();
    TestSite test = new TestSite(time, probe, site);
    test.pass(Duration.ofSeconds(30));
    return test;
  }

  private static List<Device> devices() throws IOException {
    InetAddress address = InetAddress.getByName("192.0.2.1");
    return List.of(
        Device.named("pop-1").kind(DeviceKind.SITE).address(address).build(),
        Device.named("tower-1")
            .name("Tower one")
            .kind(DeviceKind.TOWER)
            .address(address)
            .location(Location.of(-23.5, -46.6))
            .label("place", "Hill")
            .parent("pop-1")
            .build(),
        radio("radio-1", address),
        radio("radio-2", address),
        radio(HOSTILE, address));
  }

  private static Device radio(String id, InetAddress address) {
    return Device.named(id).kind(DeviceKind.RADIO).address(address).parent("tower-1").build();
  }

  /** The site itself. */
  public LiveSite site() {
    return site;
  }

  /** Its time. */
  public ManualTime time() {
    return time;
  }

  /** What asks its devices. */
  public ScriptedProbe probe() {
    return probe;
  }

  /** Lets time pass. */
  public void pass(Duration duration) {
    time.advance(duration);
  }

  /** A device loses its power, and time passes until that is known. */
  public void lose(String device) {
    probe.kill(device);
    pass(Duration.ofMinutes(2));
  }

  /** A device has power again, and time passes until that is known. */
  public void regain(String device) {
    probe.revive(device);
    pass(Duration.ofMinutes(2));
  }

  @Override
  public void close() {
    site.close();
  }
}
