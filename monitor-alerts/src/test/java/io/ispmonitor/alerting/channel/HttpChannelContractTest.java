package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.contract.NotificationChannelContract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Each channel over HTTP keeps the contract, at a strict other side. */
class HttpChannelContractTest {
  private static final HttpOptions HTTP =
      HttpOptions.DEFAULT
          .timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30))
          .in(ManualTime.startingAt(Notices.NOON));

  abstract static class Of extends NotificationChannelContract {
    private final Vendor vendor;
    private final FakeVendor fake;
    private final FakeServer server;

    Of(Vendor vendor) {
      this.vendor = vendor;
      this.fake = vendor.fake();
      this.server = FakeServer.start(fake);
    }

    @AfterEach
    void stop() {
      server.close();
      assertEquals(List.of(), server.complaints());
    }

    @Override
    protected NotificationChannel newChannel() {
      return vendor.channel(server.uri(), HTTP);
    }

    @Override
    protected List<String> shown() {
      return fake.shown();
    }

    @Override
    protected void makeUnreachable() {
      server.close();
    }

    @Override
    protected CountDownLatch makeSilent() {
      return server.fallSilent();
    }

    @Override
    protected List<String> secrets() {
      return vendor.secrets();
    }
  }

  @Nested
  class Telegram extends Of {
    Telegram() {
      super(Vendor.TELEGRAM);
    }
  }

  @Nested
  class SlackByWebhook extends Of {
    SlackByWebhook() {
      super(Vendor.SLACK_WEBHOOK);
    }
  }

  @Nested
  class SlackByBot extends Of {
    SlackByBot() {
      super(Vendor.SLACK_BOT);
    }
  }

  @Nested
  class WhatsApp extends Of {
    WhatsApp() {
      super(Vendor.WHATSAPP);
    }
  }

  @Nested
  class Webhook extends Of {
    Webhook() {
      super(Vendor.WEBHOOK);
    }
  }
}
