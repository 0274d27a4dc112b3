package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alerting.channel.FakeServer.Asked;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** The other sides that the channels over HTTP were written for, each as a strict fake. */
enum Vendor {
  TELEGRAM {
    @Override
    Function<Asked, Says> fake() {
      return new FakeTelegram();
    }

    @Override
    NotificationChannel channel(URI base, HttpOptions http) {
      return TelegramChannel.builder("noc", Secret.of(FakeTelegram.TOKEN), "-100200300")
          .base(base)
          .http(http)
          .build();
    }

    @Override
    String success() {
      return "{\"ok\":true,\"result\":{\"message_id\":7}}";
    }

    @Override
    List<String> secrets() {
      return List.of(FakeTelegram.TOKEN);
    }
  };

  /** Speaks the vendor's protocol and refuses what the vendor would. */
  abstract Function<Asked, Says> fake();

  /** A channel that talks to it. */
  abstract NotificationChannel channel(URI base, HttpOptions http);

  /** The body of an answer that says yes. */
  abstract String success();

  /** What nobody may ever see. */
  abstract List<String> secrets();
}
