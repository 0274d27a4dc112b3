package io.ispmonitor.app.command;

import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.config.ConfigurationException;
import io.ispmonitor.app.config.ConfigurationReader;
import io.ispmonitor.app.config.Problem;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the file of configuration has changed, or one that it names, and
 * reads it again once nobody writes to it any more. One with errors changes nothing: each error is
 * told.
 */
final class Reloading implements AutoCloseable {
  static final Duration PERIOD = Duration.ofSeconds(3);

  /** For so long nobody has written to what is read. */
  static final Duration SETTLED = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  private final Path file;
  private final Map<String, String> environment;
  private final Consumer<Configuration> taker;
  private final Wakeup loop;

  /** What runs, but for what was taken over since. */
  private final Configuration running;

  private List<Path> watched;
  private Map<Path, FileTime> seen;
  private Map<Path, FileTime> settling;

  Reloading(
      Path file,
      Configuration running,
      Map<String, String> environment,
      TimeSource time,
      Consumer<Configuration> taker) {
    this.file = file;
    this.running = running;
    this.environment = environment;
    this.taker = taker;
    this.watched = running.files();
    this.seen = changedAt();
    this.settling = seen;
    this.loop = time.drive("isp-monitor-configuration", this::turn, Reloading::daemon);
  }

  private long turn(long now) {
    Map<Path, FileTime> changed = changedAt();
    if (changed.equals(seen) || !changed.containsKey(file)) {
      return now + PERIOD.toNanos(); // it is being replaced, or gone: what was read holds
    }
    if (!changed.equals(settling)) {
      settling = changed;
      return now + SETTLED.toNanos();
    }
    read();
    Map<Path, FileTime> after = changedAt();
    changed.forEach(after::replace); // what was written since it was looked at is read next time
    seen = after;
    return now + PERIOD.toNanos();
  }

  /** When each was written; those that are not there are not in it. */
  private Map<Path, FileTime> changedAt() {
    Map<Path, FileTime> times = new HashMap<>();
    Stream.concat(Stream.of(file), watched.stream())
        .forEach(
            one -> {
              try {
                times.put(one, Files.getLastModifiedTime(one));
              } catch (IOException e) {
                LOG.debug("{} is not there just now", one, e);
              }
            });
    return times;
  }

  private void read() {
    try {
      Configuration read = ConfigurationReader.read(file, environment);
      watched = read.files();
      taker.accept(read);
      for (String part : Changes.thatNeedARestart(running, read)) {
        LOG.warn("configuration: {} changed, which takes a restart", part);
      }
    } catch (ConfigurationException e) {
      watch(e.problems());
      e.problems().forEach(problem -> LOG.error("configuration: {}", problem));
      LOG.error("configuration: nothing was changed; mend {} and save it again", file);
    } catch (IllegalArgumentException e) {
      LOG.error("configuration: not all of it was taken over: {}", e.getMessage());
    }
  }

  /** What is wrong may be mended in a file that was not among those that were right. */
  private void watch(List<Problem> problems) {
    watched =
        Stream.concat(
                watched.stream(),
                problems.stream()
                    .map(Problem::source)
                    .map(name -> file.toAbsolutePath().resolveSibling(name)))
            .distinct()
            .toList();
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
