package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link NotificationChannel} keeps. Extend it, say how yours is made and what its other
 * side is like, and run it.
 *
 * <p>The other side is a fake that you start before each test, in a {@code @BeforeEach} method or
 * in {@link #newChannel}, and stop after it. The stricter it is, the more this finds: it should
 * refuse what the real one refuses, markup that was not meant as such above all. A channel whose
 * other side cannot be in some trouble, such as a log that never hangs, calls {@link
 * org.junit.jupiter.api.Assumptions#abort} in the method that would bring it about.
 */
public abstract class NotificationChannelContract {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private @Nullable NotificationChannel channel;

  /** For subclasses. */
  protected NotificationChannelContract() {}

  /**
   * A channel that talks to the fake: called before each test, and once more by a test that looks
   * at another one. The first is closed after the test.
   */
  protected abstract NotificationChannel newChannel() throws Exception;

  /**
   * What people see at the other side by now, the oldest first: a text for each message, as it
   * reads when markup is taken away.
   */
  protected abstract List<String> shown() throws Exception;

  /** From now on the other side is not there at all. */
  protected abstract void makeUnreachable() throws Exception;

  /**
   * From now on the other side takes what comes and answers nothing.
   *
   * @return comes down when something came
   */
  protected abstract CountDownLatch makeSilent() throws Exception;

  /** Texts that may be found nowhere: tokens, passwords, addresses whoever knows may write to. */
  protected abstract List<String> secrets();

  @BeforeEach
  void openChannel() throws Exception {
    channel = newChannel();
  }

  @AfterEach
  void closeChannel() {
    channel().close();
    said.add(channel().toString());
    for (String text : said) {
      for (String secret : secrets()) {
        assertFalse(text.contains(secret), () -> "a secret is in: " + text.replace(secret, "***"));
      }
    }
  }

  @Test
  @DisplayName("it has a name, which stays, and a pace")
  void identity() throws Exception {
    assertFalse(channel().name().isBlank());
    assertNotNull(channel().pace());
    try (NotificationChannel another = newChannel()) {
      assertEquals(channel().name(), another.name());
    }
  }

  @Test
  @DisplayName("a notice of every kind arrives")
  void everyKind() throws Exception {
    for (Notice.Kind kind : Notice.Kind.values()) {
      delivered(ContractNotices.of(kind, "About " + kind));
      assertSeen("About " + kind);
    }
  }

  @Test
  @DisplayName("an incident is told from its beginning to its end, each time with the receipt")
  void incident() throws Exception {
    Receipt receipt = delivered(ContractNotices.of(Notice.Kind.PROBLEM, "It began"));
    for (Notice.Kind kind :
        List.of(Notice.Kind.UPDATE, Notice.Kind.REMINDER, Notice.Kind.ESCALATION)) {
      delivered(ContractNotices.of(kind, "It goes on: " + kind).after(receipt));
      assertSeen("It goes on: " + kind);
    }
    delivered(ContractNotices.of(Notice.Kind.RECOVERY, "It is over").after(receipt));
    assertSeen("It is over");
  }

  @Test
  @DisplayName("a receipt that means nothing to it keeps no notice back")
  void strangeReceipts() throws Exception {
    for (String strange :
        List.of("0", "of another channel", "a b c", "-1 -1", "é", "x".repeat(999))) {
      Receipt receipt = new Receipt(strange);
      delivered(
          ContractNotices.of(Notice.Kind.UPDATE, "Behind " + strange.length()).after(receipt));
      delivered(
          ContractNotices.of(Notice.Kind.RECOVERY, "After " + strange.length()).after(receipt));
      assertSeen("After " + strange.length());
    }
  }

  @Test
  @DisplayName("what devices write is shown as it is: nothing of it is markup, or calls anybody")
  void hostileText() throws Exception {
    for (String hostile : ContractNotices.HOSTILE) {
      Notice notice = ContractNotices.hostile(hostile);
      delivered(notice);
      assertSeen(notice.message().title());
    }
  }

  @Test
  @DisplayName("names of 10 kB and a hundred alerts are cut, not refused")
  void huge() throws Exception {
    for (String character : List.of("x", "&", "<", "\"", "\n", "漢", "e\u0301", "😀")) {
      delivered(ContractNotices.hostile(character.repeat(10_000)));
    }
    delivered(ContractNotices.many("Many"));
    assertSeen("Many");
  }

  @Test
  @DisplayName("a message without a word is delivered too")
  void empty() throws Exception {
    delivered(ContractNotices.of(Notice.Kind.TEST, ""));
  }

  @Test
  @DisplayName("a notice that may have arrived already is delivered again")
  void repeated() throws Exception {
    Notice notice = ContractNotices.of(Notice.Kind.PROBLEM, "Twice");
    delivered(notice);
    delivered(notice.repeated());
    assertSeen("Twice");
  }

  @Test
  @DisplayName("when the other side is not there, the notice may be delivered later")
  void unreachable() throws Exception {
    makeUnreachable();
    DeliveryResult result = deliver(ContractNotices.of(Notice.Kind.PROBLEM, "Unheard"));
    assertInstanceOf(DeliveryResult.TryLater.class, result, result.toString());
  }

  @Test
  @DisplayName("an interrupt ends the wait for an answer within two seconds, and is no delivery")
  void interrupted() throws Exception {
    CountDownLatch came = makeSilent();
    AtomicReference<@Nullable DeliveryResult> result = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.set(deliver(ContractNotices.of(Notice.Kind.PROBLEM, "Unheard")));
              } catch (InterruptedException e) {
                // that is what should happen
              }
            });
    thread.start();
    assertTrue(came.await(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS), "nothing came");
    thread.interrupt();
    thread.join(AT_ONCE.toMillis());
    assertFalse(thread.isAlive(), "it still waits");
    assertFalse(result.get() instanceof DeliveryResult.Delivered, "nobody has answered");
  }

  @Test
  @DisplayName("it can be closed twice, and then answers without delivering or throwing")
  void closed() throws Exception {
    delivered(ContractNotices.of(Notice.Kind.TEST, "Before"));
    channel().close();
    channel().close();
    DeliveryResult result = deliver(ContractNotices.of(Notice.Kind.TEST, "Afterwards"));
    assertAll(
        () -> assertFalse(result instanceof DeliveryResult.Delivered, result.toString()),
        () -> assertFalse(shown().toString().contains("Afterwards")));
  }

  private @Nullable Receipt delivered(Notice notice) throws InterruptedException {
    DeliveryResult result = deliver(notice);
    return assertInstanceOf(
            DeliveryResult.Delivered.class, result, () -> notice.kind() + ": " + result)
        .receipt();
  }

  private DeliveryResult deliver(Notice notice) throws InterruptedException {
    try {
      DeliveryResult result = channel().deliver(notice);
      said.add(result.toString());
      return result;
    } catch (RuntimeException | Error e) {
      note(e);
      throw e;
    }
  }

  /** What a log would show of it. */
  private void note(Throwable thrown) {
    said.add(thrown.toString());
    for (Throwable suppressed : thrown.getSuppressed()) {
      note(suppressed);
    }
    Throwable cause = thrown.getCause();
    if (cause != null) {
      note(cause);
    }
  }

  /**
   * Some message shows the beginning of it; how much of a long one does is the channel's affair.
   */
  private void assertSeen(String title) throws Exception {
    String beginning = Message.of(title.substring(0, Math.min(title.length(), 30))).title();
    List<String> all = shown();
    assertTrue(
        all.stream().anyMatch(text -> text.contains(beginning)),
        () -> "'" + beginning + "' is not in " + all);
  }

  private NotificationChannel channel() {
    NotificationChannel made = channel;
    if (made == null) {
      throw new IllegalStateException("the channel is made before each test");
    }
    return made;
  }
}
