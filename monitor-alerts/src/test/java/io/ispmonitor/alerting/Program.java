package io.ispmonitor.alerting;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alert.InMemoryOutbox;
import java.util.function.UnaryOperator;

/** A program that ends and starts again; what its alerting keeps outlasts it. */
final class Program {
  final InMemoryAlertStore alerts = new InMemoryAlertStore();
  final InMemoryOutbox outbox = new InMemoryOutbox();
  private final Town town;
  private final UnaryOperator<AlertingBuilder> alerting;
  private final UnaryOperator<MonitorBuilder> monitor;
  private Runnable end = () -> {};

  /** A program whose alerting tells all by the town's box. */
  Program(Town town) {
    this(town, alerting -> alerting.channel(town.box));
  }

  /** A program with another alerting. */
  Program(Town town, UnaryOperator<AlertingBuilder> alerting) {
    this(town, alerting, monitor -> monitor);
  }

  /** A program with another alerting and more than echoes. */
  Program(
      Town town, UnaryOperator<AlertingBuilder> alerting, UnaryOperator<MonitorBuilder> monitor) {
    this.town = town;
    this.alerting = alerting;
    this.monitor = monitor;
  }

  /** Starts, and hears everybody. */
  Alerting start() {
    Alerting fresh = alerting.apply(Alerting.builder().alerts(alerts).outbox(outbox)).build();
    Monitor running = town.run(fresh, monitor);
    end = () -> town.end(running);
    return fresh;
  }

  /** Ends. */
  void end() {
    end.run();
  }

  /** Ends, and starts again at the same moment. */
  Alerting restart() {
    end.run();
    return start();
  }
}
