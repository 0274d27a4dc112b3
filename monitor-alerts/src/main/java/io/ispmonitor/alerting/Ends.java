package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Notice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the ends of alerts to whoever was told of them: to each channel when nothing else of the
 * alert is on its way there, so that no end overtakes its beginning, or goes where the beginning
 * never came. The desk's thread.
 */
final class Ends {
  private final Book book;
  private final Routes routes;
  private final Diary diary;
  private final Writer writer;
  private final Map<String, Case> ending = new HashMap<>();

  Ends(Book book, Routes routes, Diary diary, Writer writer) {
    this.book = book;
    this.routes = routes;
    this.diary = diary;
    this.writer = writer;
  }

  /** An alert that has ended and of which something is still to be told. */
  Optional<Case> find(String id) {
    return Optional.ofNullable(ending.get(id));
  }

  /** How many there are. */
  int size() {
    return ending.size();
  }

  /** Takes over an alert that has ended; false when nobody has to be told. */
  boolean take(Case one) {
    String heir = one.alert.facts().get(Reachability.TAKEN_OVER);
    if (heir != null) {
      diary.note(one, Decision.MERGED, "root cause", one.alert.reason(), "");
      inherit(one, book.ofKey(Reachability.key(heir)));
    }
    if (one.isOnce() || (one.listeners().isEmpty() && !one.isUnderWay())) {
      return false;
    }
    ending.put(one.alert.id(), one);
    return true;
  }

  /** Who tells, or will tell, of what goes on in its place need not tell of its end. */
  private void inherit(Case one, @Nullable Case heir) {
    if (heir == null) {
      return;
    }
    Set<String> channels = new HashSet<>(heir.listeners());
    routes.of(heir.alert).forEach(route -> channels.addAll(route.channels()));
    one.spared = channels;
    Set<String> heard = new HashSet<>(heir.heardBy);
    one.alert.notified().forEach(told -> heard.add(told.channel()));
    heard.addAll(one.underWay()); // which arrives before whatever the heir has to say
    heir.heardBy = heard;
  }

  /** It is time to tell of these; what is on its way is waited for. */
  void tell(List<Case> cases) {
    Map<String, List<Case>> byChannel = new LinkedHashMap<>();
    for (Case one : cases) {
      one.isEndDue = true;
      for (String channel : one.listeners()) {
        if (!writer.knows(channel)) {
          gone(one, channel);
        } else if (!one.isUnderWay(channel)) {
          byChannel.computeIfAbsent(channel, any -> new ArrayList<>()).add(one);
        }
      }
    }
    byChannel.forEach(
        (channel, told) ->
            writer.send(Notice.Kind.RECOVERY, channel, told.get(0).incident(), told));
    cases.forEach(this::forgetDone);
  }

  /** There was a channel of this name when the program ran before. */
  private void gone(Case one, String channel) {
    one.spare(channel);
    String reason = "there is no channel of this name any more";
    diary.write(one.alert, channel, "", Decision.GIVEN_UP, "delivery", reason, "");
  }

  /** What was on its way has arrived, or will not. */
  void settled(List<Case> cases) {
    tell(cases.stream().filter(one -> one.isEndDue).toList());
  }

  private void forgetDone(Case one) {
    if (!one.isUnderWay()) {
      ending.remove(one.alert.id());
    }
  }

  /** Tells of what was left from before. */
  void begin() {
    tell(List.copyOf(ending.values()));
  }

  /** An alert ended before the program did, and not all of that was told. */
  Case restore(Alert alert) {
    return ending.computeIfAbsent(
        alert.id(),
        any -> {
          Case one = new Case(alert, true);
          one.isEndDue = true;
          return one;
        });
  }
}
