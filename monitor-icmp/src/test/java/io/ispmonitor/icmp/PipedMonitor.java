package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.reachability.DeviceState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link PipedMonitorMain} as a test holds it: its pipes, its process, and what it told. */
final class PipedMonitor implements AutoCloseable {
  /** How long a test waits for what has to come. Promises of the product are checked elsewhere. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final long END_SECONDS = 10;
  private static final String END = "end";

  private final Path log;
  private final Process process;
  private final Writer commands;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Map<String, DeviceState> states = new HashMap<>();
  private Course course = new Course();
  private String health = "";

  /** Starts one that watches this network, in the words of {@link PipedMonitorMain}. */
  PipedMonitor(Namespace home, List<String> network, Duration interval, int misses) {
    try {
      log = Files.createTempFile("ispmon", ".log");
      process = home.jvm(PipedMonitorMain.class).redirectError(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "reader of process " + process.pid());
    reader.setDaemon(true);
    reader.start();
    write(String.join("\n", network) + "\nstart " + interval + " " + misses);
  }

  /** Waits until all of them are in this state. */
  void await(DeviceState state, Collection<String> devices) {
    await(
        "all of " + devices + " to be " + state,
        () -> devices.stream().allMatch(device -> states.get(device) == state));
  }

  /** Waits until the uplink that was lost is back. */
  void awaitUplink() {
    await("the uplink to be back", () -> course.isBackFromIsolation());
  }

  /** Listens for all this time, whatever comes. */
  void listen(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (take(end)) {
      // until the time is over
    }
  }

  /** What it told since this was called last. */
  Course course() {
    Course told = course;
    course = new Course();
    return told;
  }

  /** What it says of its probe, in words. */
  String health() {
    health = "";
    write(PipedMonitorMain.HEALTH);
    await("a health report", () -> !health.isEmpty());
    return health;
  }

  /** How many of its questions came to this so far, such as {@code silent} or {@code voided}. */
  long count(String what) {
    String report = health();
    Matcher matcher = Pattern.compile("\\b" + what + "=(\\d+)").matcher(report);
    assertTrue(matcher.find(), report);
    return Long.parseLong(matcher.group(1));
  }

  /** Sends a signal, such as {@code STOP}. */
  void signal(String name) {
    Namespace.sh("kill -" + name + " " + process.pid());
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (!take(end)) {
        throw new AssertionError(
            "waited " + PATIENCE + " for " + what + "; " + course + "\nits log:\n" + log());
      }
    }
  }

  /** Takes the next line in. False when none came until then. */
  private boolean take(long endNanos) {
    String line;
    try {
      line = lines.poll(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    if (line == null) {
      return false;
    }
    if (line.equals(END)) {
      throw new AssertionError("the monitor ended; its log:\n" + log());
    }
    understand(line);
    return true;
  }

  private void understand(String line) {
    List<String> words = Tabs.split(line);
    switch (words.get(0)) {
      case StateLine.KEYWORD -> {
        StateLine change = StateLine.parse(words);
        states.put(change.device(), change.to());
        course.changes.add(change);
      }
      case AnnouncementLine.KEYWORD -> course.announcements.add(AnnouncementLine.parse(words));
      case IsolationLine.KEYWORD -> course.isolations.add(IsolationLine.parse(words));
      case PipedMonitorMain.HEALTH -> health = words.get(1);
      default -> throw new AssertionError("not understood: " + line);
    }
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      // The process was ended while we read.
    }
    lines.add(END);
  }

  private void write(String line) {
    try {
      commands.write(line + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new AssertionError("the monitor takes no commands; its log:\n" + log(), e);
    }
  }

  private String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Ends it, also when it is stopped. */
  @Override
  public void close() {
    try {
      process.destroyForcibly();
      process.waitFor(END_SECONDS, TimeUnit.SECONDS);
      Files.delete(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
