package io.ispmonitor.app.web.api;

import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Range;
import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.jdbc.database.HistoryException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the history of a site, and while the database is away what memory has of it: a database
 * that is known to be away is not asked, since its silence would have to be waited for. Any thread.
 */
final class Past {
  private static final Logger LOG = LoggerFactory.getLogger(Past.class);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** What is remembered may shrink while it is read. */
  private static final int TRIES = 3;

  private Past() {}

  /**
   * What was read.
   *
   * @param value of what could be read
   * @param partial what is missing; null for nothing
   */
  record Read<T>(T value, @Nullable Partial partial) {}

  /**
   * Reads samples, or what they came to.
   *
   * @param whole reads all of it
   * @param remembered reads from memory; is given a range that is in memory
   * @throws Refusal when the database is away, and memory has nothing of this time
   */
  static <T> Read<T> samples(
      Site site, Range range, Function<Range, T> whole, Function<Range, T> remembered) {
    return read(
        site,
        () -> whole.apply(range),
        () -> {
          for (int i = 1; i < TRIES; i++) {
            Range part = inMemory(site, range);
            try {
              boolean isWhole = part.from().equals(range.from());
              return new Read<>(
                  remembered.apply(part), isWhole ? null : Partial.from(site, part.from()));
            } catch (HistoryException e) {
              LOG.debug("memory reaches back no further than {} any more", site.remembered(), e);
            }
          }
          throw nothing(site);
        });
  }

  /**
   * Reads something.
   *
   * @param whole reads all of it
   * @param rest is what is left without the database
   */
  static <T> Read<T> read(Site site, Supplier<T> whole, Supplier<Read<T>> rest) {
    if (isAway(site)) {
      return rest.get();
    }
    try {
      return new Read<>(whole.get(), null);
    } catch (HistoryException e) {
      LOG.warn("HISTORY_NOT_READ what memory has is shown in its place", e);
      return rest.get();
    }
  }

  /**
   * Checks that there is a point in reading.
   *
   * @throws Refusal while it is known that the database is away
   */
  static void check(Site site) {
    if (isAway(site)) {
      throw nothing(site);
    }
  }

  private static boolean isAway(Site site) {
    return site.storage().flatMap(JdbcStorage::outage).isPresent();
  }

  /** That there is nothing to show. */
  static Refusal nothing(Site site) {
    return Refusal.notNow(
        "%s, and memory has nothing of what was asked for; see /api/storage-status, and ask again or for a later time"
            .formatted(Partial.why(site)),
        AGAIN);
  }

  private static Range inMemory(Site site, Range range) {
    return range.from(site.remembered(), site.time().instant()).orElseThrow(() -> nothing(site));
  }
}
