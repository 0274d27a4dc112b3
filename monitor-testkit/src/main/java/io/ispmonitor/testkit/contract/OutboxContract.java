package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Outbox;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Receipt;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Outbox} keeps. Extend it, say how yours is made, and run it.
 *
 * <p>Times are whole milliseconds.
 */
public abstract class OutboxContract {

  /** For subclasses. */
  protected OutboxContract() {}

  /** An empty one; called once for each test. */
  protected abstract Outbox newOutbox();

  /**
   * Another one of the same data, as a later process opens it; the one given stays open. By default
   * the outbox itself, for one that does not outlive the process.
   */
  protected Outbox sameDataAs(Outbox outbox) {
    return outbox;
  }

  private static OutboxEntry entry(String channel, Notice notice) {
    return OutboxEntry.of(channel, notice, ContractAlerts.NOON);
  }

  @Test
  @DisplayName("an empty outbox holds nothing, and nothing can be taken out of it")
  void empty() {
    try (Outbox outbox = newOutbox()) {
      assertEquals(List.of(), outbox.all());
      outbox.remove("chat", "none");
      assertEquals(List.of(), outbox.all());
    }
  }

  @Test
  @DisplayName("notices come back as they were, in their order, whatever devices write")
  void comesBack() {
    try (Outbox outbox = newOutbox()) {
      List<OutboxEntry> entries =
          ContractNotices.HOSTILE.stream()
              .map(text -> entry("chat", ContractNotices.hostile(text)))
              .toList();
      entries.forEach(outbox::put);
      assertEquals(entries, sameDataAs(outbox).all());
    }
  }

  @Test
  @DisplayName("a notice that is tried keeps its place, and says that it is being tried")
  void tried() {
    try (Outbox outbox = newOutbox()) {
      OutboxEntry first = entry("chat", ContractNotices.of(Notice.Kind.PROBLEM, "first"));
      OutboxEntry second = entry("chat", ContractNotices.of(Notice.Kind.PROBLEM, "second"));
      outbox.put(first);
      outbox.put(second);
      outbox.put(first.tried());
      assertEquals(List.of(first.tried(), second), sameDataAs(outbox).all());
      OutboxEntry again = first.tried().waits();
      outbox.put(again);
      assertEquals(1, sameDataAs(outbox).all().get(0).attempts());
      OutboxEntry behind = again.with(again.notice().after(new Receipt("r")).repeated());
      outbox.put(behind);
      assertEquals(List.of(behind, second), sameDataAs(outbox).all());
    }
  }

  @Test
  @DisplayName("one notice for two channels is two entries, each taken out by itself")
  void perChannel() {
    try (Outbox outbox = newOutbox()) {
      Notice notice = ContractNotices.of(Notice.Kind.RECOVERY, "over");
      outbox.put(entry("chat", notice));
      outbox.put(entry("mail", notice));
      outbox.remove("chat", notice.id());
      assertEquals(List.of(entry("mail", notice)), sameDataAs(outbox).all());
      outbox.remove("mail", notice.id());
      assertEquals(List.of(), sameDataAs(outbox).all());
    }
  }
}
