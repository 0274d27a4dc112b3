package io.ispmonitor.app.command;

import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.config.ConfigurationException;
import io.ispmonitor.app.config.ConfigurationReader;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the file of configuration has changed, and reads it again. One
 * with errors changes nothing: each error is told.
 */
final class Reloading implements AutoCloseable {
  static final Duration PERIOD = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  private final Path file;
  private final Map<String, String> environment;
  private final Consumer<Configuration> taker;
  private final Wakeup loop;
  private Configuration current;
  private @Nullable FileTime seen;

  Reloading(
      Path file,
      Configuration current,
      Map<String, String> environment,
      TimeSource time,
      Consumer<Configuration> taker) {
    this.file = file;
    this.current = current;
    this.environment = environment;
    this.taker = taker;
    this.seen = changedAt();
    this.loop = time.drive("isp-monitor-configuration", this::turn, Reloading::daemon);
  }

  private long turn(long now) {
    FileTime changed = changedAt();
    if (changed != null && !changed.equals(seen)) {
      seen = changed;
      read();
    }
    return now + PERIOD.toNanos();
  }

  private @Nullable FileTime changedAt() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return null; // it is being replaced, or gone: what was read goes on to hold
    }
  }

  private void read() {
    try {
      Configuration read = ConfigurationReader.read(file, environment);
      taker.accept(read);
      for (String part : Changes.thatNeedARestart(current, read)) {
        LOG.warn("configuration: {} changed, which takes a restart", part);
      }
      current = read;
    } catch (ConfigurationException e) {
      e.problems().forEach(problem -> LOG.error("configuration: {}", problem));
      LOG.error("configuration: nothing was changed; mend {} and save it again", file);
    } catch (IllegalArgumentException e) {
      LOG.error("configuration: not all of it was taken over: {}", e.getMessage());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    loop.close();
  }
}
