package io.ispmonitor.examples;

import io.ispmonitor.Monitor;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alerting.Alerting;
import io.ispmonitor.alerting.Route;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * The idea: a tower dies at night, and one message goes to who is on duty; nobody takes it, so the
 * boss is told after a quarter of an hour; its end is told to both. Of the radio behind it nobody
 * hears, and the ledger says why. Played in manual time, with channels that print.
 */
public final class TellPeople {
  private static final Instant NIGHT = Instant.parse("2026-03-01T03:00:00Z");

  private final ManualTime time = ManualTime.startingAt(NIGHT);
  private final Inventory inventory = new Inventory();
  private final PrintStream out;

  private TellPeople(PrintStream out) {
    this.out = out;
  }

  /** Runs it. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    new TellPeople(out).play();
  }

  private void play() {
    InetAddress here = InetAddress.getLoopbackAddress();
    inventory.add(Device.named("tower-7").address(here).build());
    inventory.add(Device.named("radio-12").address(here).parent("tower-7").build());
    Alerting alerting =
        Alerting.builder()
            .channel(new Printed("duty"))
            .channel(new Printed("boss"))
            .route(Route.to("duty").escalating(Duration.ofMinutes(15), "boss"))
            .build();
    try (ScriptedProbe network = ScriptedProbe.over(inventory, time);
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(network, Schedule.every(Duration.ofSeconds(30)))
                .with(alerting)
                .time(time)
                .build()) {
      monitor.start();
      time.advance(Duration.ofMinutes(5));
      network.kill("tower-7");
      time.advance(Duration.ofMinutes(20));
      alerting.open().forEach(alert -> explain(alerting, alert));
      network.revive("tower-7");
      time.advance(Duration.ofMinutes(5));
    }
  }

  /** Why was nothing told of it? */
  private void explain(Alerting alerting, Alert alert) {
    if (!alert.isKnown()) {
      alerting
          .ledger(alert.id())
          .forEach(row -> say("nobody hears of " + alert.source() + ": " + row.reason()));
    }
  }

  private void say(String what) {
    out.println(time.instant().toString().substring(11, 16) + " " + what);
  }

  /** A channel of one's own takes one method; a real one would send something somewhere. */
  private final class Printed implements NotificationChannel {
    private final String name;

    Printed(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public DeliveryResult deliver(Notice notice) {
      say("to " + name + ": " + notice.message().title());
      return DeliveryResult.delivered();
    }
  }
}
