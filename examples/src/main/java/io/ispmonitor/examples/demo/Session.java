package io.ispmonitor.examples.demo;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.probe.Schedule;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A monitor over a network with a timeline beside it, from the start to the end of a run. */
final class Session implements AutoCloseable {
  private static final Duration LOOK_AFTER_OUTPUT = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final Network network;
  private final Schedule schedule;
  private final @Nullable CsvFile csv;
  private final Monitor monitor;
  private final CountDownLatch end = new CountDownLatch(1);
  private @Nullable Timeline timeline;

  /**
   * Builds the monitor; nothing runs yet.
   *
   * @param more adds listeners
   */
  Session(
      Network network,
      Schedule schedule,
      Options options,
      Surroundings surroundings,
      UnaryOperator<MonitorBuilder> more) {
    this.network = network;
    this.schedule = schedule;
    this.surroundings = surroundings;
    this.csv = options.csv() == null ? null : CsvFile.open(options.csv(), network.probe().name());
    MonitorBuilder builder =
        network.describe(
            Monitor.builder()
                .inventory(network.inventory())
                .probe(network.probe(), schedule)
                .resolver(network.resolver())
                .time(surroundings.time()));
    this.monitor = more.apply(csv == null ? builder : builder.outcomes(csv)).build();
  }

  Monitor monitor() {
    return monitor;
  }

  Network network() {
    return network;
  }

  Schedule schedule() {
    return schedule;
  }

  /** Starts the monitor, and gives the timeline on which things may be put. */
  Timeline start() {
    surroundings.interrupts().accept(this::end);
    monitor.start();
    Timeline started = new Timeline(surroundings.time());
    timeline = started;
    network.play(started);
    started.every(LOOK_AFTER_OUTPUT, this::lookAfterOutput);
    return started;
  }

  /** Lets the run end; from any thread. */
  void end() {
    end.countDown();
  }

  /** Waits until somebody ends the run; afterwards nothing is drawn any more. */
  void awaitEnd() {
    try {
      surroundings.waiting().until(end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (timeline != null) {
      timeline.close();
    }
  }

  /**
   * Ends the monitor and writes out what is left.
   *
   * @throws BadUseException when outcomes could not be written
   */
  @Override
  public void close() {
    end();
    if (timeline != null) {
      timeline.close();
    }
    monitor.close();
    if (csv != null) {
      csv.close();
      String trouble = csv.trouble();
      if (trouble != null) {
        throw new BadUseException(trouble);
      }
    }
  }

  /** A run whose output goes nowhere ends. */
  private void lookAfterOutput() {
    if (csv != null) {
      csv.flush();
    }
    if ((csv != null && csv.trouble() != null) || surroundings.out().checkError()) {
      end();
    }
  }
}
