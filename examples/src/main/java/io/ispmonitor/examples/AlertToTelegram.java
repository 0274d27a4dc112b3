package io.ispmonitor.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ispmonitor.Monitor;
import io.ispmonitor.alerting.Alerting;
import io.ispmonitor.alerting.channel.TelegramChannel;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The idea: a tower dies, and a Telegram chat is told, in the operator's language and zone. When
 * the tower is back, the first message is edited, and answered by a short one.
 *
 * <p>With {@code TELEGRAM_TOKEN} and {@code TELEGRAM_CHAT_ID} in the environment the real chat is
 * told; without them a small server on this machine plays Telegram and prints what it was sent.
 */
public final class AlertToTelegram {
  private static final Instant NIGHT = Instant.parse("2026-03-01T06:00:00Z");
  private static final Pattern TEXT = Pattern.compile("\"text\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  private AlertToTelegram() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    String token = System.getenv("TELEGRAM_TOKEN");
    String chat = System.getenv("TELEGRAM_CHAT_ID");
    if (token != null && chat != null) {
      play(TelegramChannel.builder("telegram", Secret.of(token), chat).build());
    } else {
      run(System.out);
    }
  }

  static void run(PrintStream out) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer telegram = HttpServer.create(any, 0);
    telegram.createContext("/", exchange -> answer(exchange, out));
    telegram.start();
    try {
      URI base = URI.create("http://localhost:" + telegram.getAddress().getPort());
      Secret token = Secret.of("123456789:AA-not-a-real-token-000000000000000");
      play(TelegramChannel.builder("telegram", token, "-1001234567890").base(base).build());
    } finally {
      telegram.stop(0);
    }
  }

  private static void play(TelegramChannel telegram) {
    ChannelOptions portuguese = ChannelOptions.usual().language(Locale.forLanguageTag("pt-BR"));
    Alerting alerting =
        Alerting.builder()
            .channel(telegram, portuguese)
            .zone(ZoneId.of("America/Sao_Paulo"))
            .build();
    Inventory inventory = new Inventory();
    inventory.add(
        Device.named("tower-7").name("Torre 7").address(InetAddress.getLoopbackAddress()).build());
    ManualTime time = ManualTime.startingAt(NIGHT);
    try (ScriptedProbe network = ScriptedProbe.over(inventory, time);
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(network, Schedule.every(Duration.ofSeconds(30)))
                .with(alerting)
                .time(time)
                .build()) {
      monitor.start();
      time.advance(Duration.ofMinutes(5));
      network.kill("tower-7");
      time.advance(Duration.ofMinutes(20));
      network.revive("tower-7");
      time.advance(Duration.ofMinutes(5));
    }
  }

  /** As Telegram does: each message gets a number. */
  private static void answer(HttpExchange exchange, PrintStream out) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    Matcher text = TEXT.matcher(asked);
    String title = text.find() ? text.group(1).replaceAll("\\\\n.*", "") : asked;
    out.println(path.substring(path.lastIndexOf('/') + 1) + ": " + title);
    byte[] body = "{\"ok\":true,\"result\":{\"message_id\":17}}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
