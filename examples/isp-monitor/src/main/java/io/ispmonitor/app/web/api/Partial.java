package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says that an answer is not whole, since the database is away.
 *
 * @param from from when on it is whole; null when that cannot be said
 * @param words why, and what is missing
 */
record Partial(@Nullable Instant from, String words) {

  /** Of what is in memory from a time on. */
  static Partial from(Site site, Instant from) {
    return new Partial(
        from, "%s; this is what memory has, from %s on".formatted(why(site), from.toString()));
  }

  /** Of what can be told without the database. */
  static Partial without(Site site, String missing) {
    return new Partial(null, "%s; %s".formatted(why(site), missing));
  }

  /** What was worked out while it was there. */
  static Partial madeAt(Site site, Instant at) {
    return new Partial(null, "%s; this was worked out at %s".formatted(why(site), at));
  }

  /** Why history is missing, in words for people. */
  static String why(Site site) {
    return site.storage()
        .flatMap(storage -> storage.outage())
        .map(is -> "the database is away since %s".formatted(is.since()))
        .orElse("the history cannot be read now");
  }

  /** Puts it into an answer; null for one that is whole. */
  static ObjectNode mark(ObjectNode answer, @Nullable Partial partial) {
    if (partial == null) {
      return answer.putNull("partial");
    }
    answer
        .putObject("partial")
        .put("from", Json.time(partial.from()))
        .put("words", partial.words());
    return answer;
  }
}
