package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Receipt;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The contract finds channels that do not keep it. */
class NotificationChannelContractTest {

  /** Delivers everything, shows nothing, and is as broken as a test wants it. */
  private static class Careless implements NotificationChannel {
    private final Predicate<Notice> takes;

    Careless(Predicate<Notice> takes) {
      this.takes = takes;
    }

    @Override
    public String name() {
      return "careless";
    }

    @Override
    public DeliveryResult deliver(Notice notice) {
      return takes.test(notice)
          ? new DeliveryResult.Delivered(new Receipt("r"))
          : DeliveryResult.rejected("https://chat.example/token-1 said no");
    }
  }

  private static final class Contract extends NotificationChannelContract {
    private final NotificationChannel channel;
    private final List<String> shown;

    Contract(NotificationChannel channel, String... shown) throws Exception {
      this.channel = channel;
      this.shown = List.of(shown);
      openChannel();
    }

    @Override
    protected NotificationChannel newChannel() {
      return channel;
    }

    @Override
    protected List<String> shown() {
      return shown;
    }

    @Override
    protected void makeUnreachable() {}

    @Override
    protected CountDownLatch makeSilent() {
      return new CountDownLatch(0);
    }

    @Override
    protected List<String> secrets() {
      return List.of("token-1");
    }
  }

  private static void fails(Executable test) {
    assertThrows(AssertionError.class, test);
  }

  @Test
  @DisplayName("one that delivers nothing and says it has is found")
  void liar() throws Exception {
    Contract contract = new Contract(new Careless(notice -> true));
    fails(contract::everyKind);
    fails(contract::incident);
    fails(contract::strangeReceipts);
    fails(contract::hostileText);
    fails(contract::huge);
    fails(contract::repeated);
    fails(contract::unreachable);
    fails(contract::interrupted);
    fails(contract::closed);
  }

  @Test
  @DisplayName("one that refuses what is strange is found")
  void picky() throws Exception {
    fails(new Contract(new Careless(is -> is.kind() != Notice.Kind.DIGEST), "Many")::huge);
    Careless forgetful = new Careless(is -> is.previous() == null);
    fails(
        new Contract(
                forgetful,
                "It goes on: UPDATE",
                "It goes on: REMINDER",
                "It goes on: ESCALATION",
                "It is over")
            ::incident);
    fails(new Contract(new Careless(is -> !is.message().title().isEmpty()))::empty);
  }

  @Test
  @DisplayName("one that takes markup for markup is found")
  void unescaped() throws Exception {
    fails(new Contract(new Careless(is -> true), "bold it no code a x")::hostileText);
  }

  @Test
  @DisplayName("one that tells a secret is found")
  void gossip() throws Exception {
    Contract contract = new Contract(new Careless(is -> false));
    fails(contract::repeated);
    fails(contract::closeChannel);
  }

  @Test
  @DisplayName("one that throws instead of answering is found")
  void thrower() throws Exception {
    Careless thrower =
        new Careless(
            is -> {
              throw new IllegalStateException("token-1");
            });
    Contract contract = new Contract(thrower);
    assertThrows(IllegalStateException.class, contract::empty);
    fails(contract::closeChannel);
  }

  @Test
  @DisplayName("one that goes on waiting when it is interrupted is found")
  void stubborn() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Careless stubborn =
        new Careless(
            is -> {
              boolean isOver = false;
              while (!isOver) {
                isOver = awaited(end);
              }
              return true;
            });
    fails(new Contract(stubborn)::interrupted);
    end.countDown();
  }

  private static boolean awaited(CountDownLatch end) {
    try {
      end.await();
      return true;
    } catch (InterruptedException e) {
      return false; // which is what is wrong with it
    }
  }
}
