package io.ispmonitor.examples;

import com.sun.net.httpserver.HttpServer;
import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.synthetic.DnsProbe;
import io.ispmonitor.synthetic.DnsTarget;
import io.ispmonitor.synthetic.DnsType;
import io.ispmonitor.synthetic.HttpProbe;
import io.ispmonitor.synthetic.HttpTarget;
import io.ispmonitor.synthetic.InternetState;
import io.ispmonitor.synthetic.InternetVerdict;
import io.ispmonitor.synthetic.InternetView;
import io.ispmonitor.synthetic.Outlook;
import io.ispmonitor.synthetic.PublicResolver;
import io.ispmonitor.synthetic.Synthetic;
import io.ispmonitor.synthetic.TargetEvidence;
import io.ispmonitor.synthetic.TcpProbe;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The idea: a ping says that a machine lives, not that the service on it works, nor that the world
 * is there. Three probes share one thread: a resolver must give the right address, a portal must
 * show its page, a port must be open. When two of three agree, the Internet is reachable.
 *
 * <p>Without arguments it asks servers of its own on this machine, and then takes two of them away.
 * With the argument {@code public} it asks public resolvers, once.
 */
public final class OutsideWorld {
  private static final long PATIENCE_SECONDS = 20;
  private static final Schedule OFTEN =
      Schedule.every(Duration.ofMillis(500)).timeout(Duration.ofMillis(400));

  private OutsideWorld() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("public")) {
      askThePublic(System.out);
    } else {
      run(System.out);
    }
  }

  static void run(PrintStream out) throws IOException, InterruptedException {
    BlockingQueue<InternetVerdict> verdicts = new LinkedBlockingQueue<>();
    InternetView internet =
        InternetView.builder()
            .target("resolver", "dns")
            .target("portal", "http")
            .target("portal", "tcp")
            .onChange(verdicts::add)
            .build();
    HttpServer portal = startPortal();
    int page = portal.getAddress().getPort();
    try (SmallResolver resolver = SmallResolver.start();
        Outlook outlook = Outlook.open();
        Monitor monitor =
            Monitor.builder()
                .device(server("resolver"))
                .device(server("portal"))
                .probe(dns(outlook, resolver.port()), OFTEN.on(OutsideWorld::isResolver))
                .probe(http(outlook, page), OFTEN.on(device -> !isResolver(device)))
                .probe(tcp(outlook, page), OFTEN.on(device -> !isResolver(device)))
                .with(internet)
                .build()) {
      monitor.start();
      tellUntil(InternetState.REACHABLE, verdicts, out);
      portal.stop(0);
      out.println("(the portal is stopped, its page and its port are gone)");
      tellUntil(InternetState.UNREACHABLE, verdicts, out);
      internet.verdict().evidence().forEach(one -> out.println("  " + words(one)));
    } finally {
      portal.stop(0);
    }
  }

  private static DnsProbe dns(Outlook outlook, int port) {
    return DnsProbe.over(outlook)
        .target(
            DnsTarget.of("www.example.net", DnsType.A)
                .port(port)
                .expectAddresses(SmallResolver.ADDRESS)
                .expectNothingElse())
        .build();
  }

  private static HttpProbe http(Outlook outlook, int port) {
    return HttpProbe.over(outlook)
        .target(
            HttpTarget.get("http://portal.example.net:" + port + "/")
                .expectStatus(200)
                .expectBody("welcome")
                .build())
        .build();
  }

  private static TcpProbe tcp(Outlook outlook, int port) {
    return TcpProbe.over(outlook).role(Role.DATA).port(port).build();
  }

  private static boolean isResolver(Device device) {
    return device.id().equals("resolver");
  }

  private static Device server(String id) {
    return Device.named(id).kind(DeviceKind.SERVER).address(SmallResolver.LOOPBACK).build();
  }

  private static HttpServer startPortal() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(SmallResolver.LOOPBACK, 0), 0);
    byte[] page = "welcome".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void tellUntil(
      InternetState wanted, BlockingQueue<InternetVerdict> verdicts, PrintStream out)
      throws InterruptedException {
    InternetVerdict verdict;
    do {
      verdict = verdicts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (verdict == null) {
        out.println("no verdict in " + PATIENCE_SECONDS + " s");
        return;
      }
      out.println("the Internet is " + verdict.state());
    } while (verdict.state() != wanted);
  }

  private static String words(TargetEvidence evidence) {
    return "%s by %s: %s".formatted(evidence.device(), evidence.probe(), evidence.finding());
  }

  /** What a host would do for real: every five minutes in a long life, here once. */
  private static void askThePublic(PrintStream out) throws InterruptedException {
    InternetView internet = InternetView.builder().targets(PublicResolver.devices(), "dns").build();
    BlockingQueue<ProbeResult> results = new LinkedBlockingQueue<>();
    try (Outlook outlook = Outlook.open();
        Monitor monitor =
            Monitor.builder()
                .devices(PublicResolver.devices())
                .probe(
                    DnsProbe.over(outlook)
                        .role(Role.REACHABILITY)
                        .targets(PublicResolver::targetOf)
                        .build(),
                    Synthetic.schedule())
                .with(internet)
                .outcomes(results::add)
                .build()) {
      monitor.start();
      PublicResolver.devices().forEach(device -> monitor.askNow(device.id()));
      for (int i = 0; i < PublicResolver.devices().size(); i++) {
        ProbeResult result = results.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        out.println(result == null ? "no answer" : result.device().id() + ": " + result.outcome());
      }
      out.println(internet.verdict());
    }
  }
}
