package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.util.List;

/** The other sides that the channels over HTTP were written for, each as a strict fake. */
enum Vendor {
  TELEGRAM {
    @Override
    FakeVendor fake() {
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
  },
  SLACK_WEBHOOK {
    @Override
    FakeVendor fake() {
      return new FakeSlackWebhook();
    }

    @Override
    NotificationChannel channel(URI base, HttpOptions http) {
      return new SlackWebhookChannel("noc", Secret.of(base + FakeSlackWebhook.PATH), http);
    }

    @Override
    String success() {
      return "ok";
    }

    @Override
    List<String> secrets() {
      return List.of(FakeSlackWebhook.PATH, "nobody-shall");
    }
  },
  SLACK_BOT {
    @Override
    FakeVendor fake() {
      return new FakeSlackApi();
    }

    @Override
    NotificationChannel channel(URI base, HttpOptions http) {
      return new SlackBotChannel(
          "noc", Secret.of(FakeSlackApi.TOKEN), "noc", base.resolve("/api"), http);
    }

    @Override
    String success() {
      return "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1.1\"}";
    }

    @Override
    List<String> secrets() {
      return List.of(FakeSlackApi.TOKEN);
    }
  },
  WHATSAPP {
    @Override
    FakeVendor fake() {
      return new FakeWhatsApp();
    }

    @Override
    NotificationChannel channel(URI base, HttpOptions http) {
      return WhatsAppChannel.builder(
              "noc",
              Secret.of(FakeWhatsApp.TOKEN),
              "106540352242922",
              "+5511912345678",
              new WhatsAppTemplate(
                  FakeWhatsApp.TEMPLATE, "pt_BR", List.of(WhatsAppPart.TITLE, WhatsAppPart.TEXT)))
          .base(base)
          .version("v21.0")
          .http(http)
          .build();
    }

    @Override
    String success() {
      return "{\"messages\":[{\"id\":\"wamid.1\"}]}";
    }

    @Override
    List<String> secrets() {
      return List.of(FakeWhatsApp.TOKEN);
    }
  },
  WEBHOOK {
    @Override
    FakeVendor fake() {
      return new FakeWebhook();
    }

    @Override
    NotificationChannel channel(URI base, HttpOptions http) {
      return WebhookChannel.builder("noc", Secret.of(base + FakeWebhook.PATH))
          .sign(Secret.of(FakeWebhook.SECRET))
          .header("Authorization", Secret.of(FakeWebhook.AUTHORIZATION))
          .allowPlainHttp(true)
          .allowPrivateAddresses(true)
          .http(http)
          .build();
    }

    @Override
    String success() {
      return "";
    }

    @Override
    List<String> secrets() {
      return List.of(
          "very-private",
          "3nT3r",
          FakeWebhook.SECRET.substring("whsec_".length()),
          FakeWebhook.AUTHORIZATION);
    }
  };

  /** Speaks the vendor's protocol and refuses what the vendor would. */
  abstract FakeVendor fake();

  /** A channel that talks to it. */
  abstract NotificationChannel channel(URI base, HttpOptions http);

  /** The body of an answer that says yes. */
  abstract String success();

  /** What nobody may ever see. */
  abstract List<String> secrets();
}
