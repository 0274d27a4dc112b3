package io.ispmonitor.app.service;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a page outside every minute as long as all is well: when that stops, who runs the page
 * tells people that this monitor is dead, which it cannot tell itself. Nothing is fetched while the
 * monitor hangs. The address is a secret, since whoever knows it can pretend that all is well.
 * Thread-safe.
 */
public final class DeadMan implements AutoCloseable {

  /** How often the page is fetched. */
  public static final Duration PERIOD = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(DeadMan.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final HttpRequest request;
  private final TimeSource time;
  private final Supplier<Optional<String>> trouble;
  private final Wakeup loop;
  private @Nullable Instant heardAt;
  private @Nullable String failure;
  private @Nullable Instant failingSince;
  private long turns;
  private boolean isClosed;

  private DeadMan(HttpRequest request, TimeSource time, Supplier<Optional<String>> trouble) {
    this.request = request;
    this.time = time;
    this.trouble = trouble;
    this.loop = time.drive("isp-monitor-heartbeat", this::turn, DeadMan::daemon);
  }

  /**
   * Begins at once.
   *
   * @param url the page, http or https
   * @param trouble why all is not well; empty when it is
   * @throws IllegalArgumentException when the address is none; it is not repeated in the message
   */
  public static DeadMan calling(Secret url, TimeSource time, Supplier<Optional<String>> trouble) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url.revealText()))
              .timeout(PATIENCE)
              .header("User-Agent", "isp-monitor")
              .build();
      return new DeadMan(request, time, trouble);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "heartbeat: the address is no URL of http or https (it is not shown: it is a secret)");
    }
  }

  /** Whether somebody outside has heard of us lately. */
  public synchronized HealthCheck health() {
    if (failure != null) {
      return HealthCheck.degraded(
          "heartbeat",
          "nobody outside hears of this monitor since %s, %s: %s; look at what serves the page, and at the way there"
              .formatted(failingSince, lastHeard(), failure));
    }
    return HealthCheck.healthy(
        "heartbeat",
        heardAt == null ? "nobody outside has heard of this monitor yet" : "heard at " + heardAt);
  }

  private String lastHeard() {
    return heardAt == null ? "and nobody has before" : "heard last at " + heardAt;
  }

  private long turn(long now) {
    Optional<String> why = trouble.get();
    long turn = begin();
    if (why.isPresent()) {
      note("not sent, since " + why.get());
    } else {
      client
          .sendAsync(request, HttpResponse.BodyHandlers.discarding())
          .whenComplete((response, error) -> answered(turn, response, error));
    }
    return now + PERIOD.toNanos();
  }

  private synchronized long begin() {
    return ++turns;
  }

  /** What comes when the next turn has begun says nothing of it. */
  private synchronized void answered(
      long turn, @Nullable HttpResponse<Void> response, @Nullable Throwable error) {
    if (turn != turns) {
      return;
    }
    if (response == null) {
      Throwable cause = error == null || error.getCause() == null ? error : error.getCause();
      // Messages of the client name the host, and never the path with its secret.
      note(cause == null ? "no answer" : cause.getClass().getSimpleName());
    } else if (response.statusCode() / 100 == 2) {
      heard();
    } else {
      note("the answer was " + response.statusCode());
    }
  }

  private synchronized void heard() {
    heardAt = time.instant();
    if (failure != null) {
      LOG.info("heartbeat: heard again");
      failure = null;
      failingSince = null;
    }
  }

  private synchronized void note(String why) {
    if (failure == null && !isClosed) {
      LOG.warn("heartbeat: {}; tried again every {} s", why, PERIOD.toSeconds());
    }
    failingSince = failingSince == null ? time.instant() : failingSince;
    failure = why;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
    }
    loop.close();
  }
}
