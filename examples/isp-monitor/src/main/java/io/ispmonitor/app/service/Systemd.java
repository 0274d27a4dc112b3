package io.ispmonitor.app.service;

import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd when the service is ready, that it is alive, and that it stops ({@code
 * sd_notify(3)}, {@code sd_watchdog_enabled(3)}). It says that it is alive only while its loops
 * turn, so that systemd restarts one that hangs. Does nothing where no systemd has started it.
 * Thread-safe.
 */
public final class Systemd implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final @Nullable NotifySocket socket;
  private final @Nullable Duration period;
  private final TimeSource time;
  private final Supplier<Optional<String>> trouble;
  private @Nullable Wakeup loop;
  private boolean isTroubled;

  private Systemd(
      @Nullable NotifySocket socket,
      @Nullable Duration period,
      TimeSource time,
      Supplier<Optional<String>> trouble) {
    this.socket = socket;
    this.period = period;
    this.time = time;
    this.trouble = trouble;
  }

  /**
   * Reads how systemd wants to hear of it.
   *
   * @param environment NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, where set
   * @param trouble why it does not work any more; empty while it does
   */
  public static Systemd of(
      Map<String, String> environment, TimeSource time, Supplier<Optional<String>> trouble) {
    String name = environment.get("NOTIFY_SOCKET");
    NotifySocket socket = null;
    if (name != null) {
      try {
        socket = NotifySocket.to(name);
      } catch (IOException e) {
        LOG.warn("systemd is not told how things stand: {}", e.getMessage());
      }
    }
    return new Systemd(socket, socket == null ? null : period(environment), time, trouble);
  }

  /** Half of what systemd waits; null when it does not watch this process. */
  private static @Nullable Duration period(Map<String, String> environment) {
    String micros = environment.get("WATCHDOG_USEC");
    String process = environment.get("WATCHDOG_PID");
    boolean isOurs =
        process == null || process.equals(Long.toString(ProcessHandle.current().pid()));
    if (micros == null || !isOurs) {
      return null;
    }
    if (!micros.matches("[1-9][0-9]{0,15}")) {
      LOG.warn(
          "systemd's watchdog is not served: WATCHDOG_USEC must be a number, was '{}'", micros);
      return null;
    }
    Duration half = Duration.ofNanos(Long.parseLong(micros) * 1_000 / 2);
    return half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
  }

  /** The service works from now on; the watchdog is served as long as it does. */
  public synchronized void ready(String status) {
    say("READY=1\nSTATUS=" + oneLine(status));
    if (period != null && loop == null) {
      loop = time.drive("isp-monitor-watchdog", this::turn, Systemd::daemon);
    }
  }

  /** What {@code systemctl status} shows. */
  public synchronized void status(String status) {
    say("STATUS=" + oneLine(status));
  }

  private synchronized long turn(long now) {
    Optional<String> why = trouble.get();
    if (why.isEmpty()) {
      say("WATCHDOG=1");
    } else if (!isTroubled) {
      LOG.error("systemd will restart this service unless it recovers: {}", why.get());
      say("STATUS=" + oneLine(why.get()));
    }
    isTroubled = why.isPresent();
    return now + (period == null ? SHORTEST : period).toNanos();
  }

  /** Announcements are lines. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private void say(String announcement) {
    if (socket != null) {
      try {
        socket.send(announcement);
      } catch (IOException e) {
        LOG.warn("{}", e.getMessage());
      }
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /** The service stops; nothing is said after this. */
  @Override
  public void close() {
    Wakeup running;
    synchronized (this) {
      running = loop;
      loop = null;
      say("STOPPING=1");
    }
    if (running != null) {
      running.close();
    }
    if (socket != null) {
      socket.close();
    }
  }
}
