package io.ispmonitor.examples;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpClient;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpReply;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.testkit.snmp.InterfaceModel;
import io.ispmonitor.testkit.snmp.RouterModel;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * The idea: one question to one router, without a monitor. Whatever comes of it is a value: the
 * answer, a part of it, silence, a refusal. Asks a simulated router; for a real one give the client
 * a target of its address and the community from where you keep secrets.
 */
public final class ReadOneRouter {
  private static final Oid SYSTEM = Oid.of("1.3.6.1.2.1.1");

  private ReadOneRouter() {}

  /** Runs it. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    run(System.out);
  }

  static void run(PrintStream out) throws InterruptedException, ExecutionException {
    RouterModel model =
        RouterModel.named("tower-7")
            .description("a router of a tower")
            .with(InterfaceModel.of(1, "ether1"))
            .build();
    SnmpCredentials credentials = new SnmpCredentials.V2c(Secret.of("public"));
    try (SimulatedAgents agents = SimulatedAgents.open();
        SnmpClient snmp = SnmpClient.open()) {
      SnmpTarget router = agents.add(model).target(credentials);
      out.println(words(snmp.walk(router, SYSTEM).get()));
      out.println(words(snmp.get(router, Oid.of("1.3.6.1.4.1.1.0")).get()));
      SnmpTarget stranger = agents.agents().get(0).target(new SnmpCredentials.V2c(Secret.of("?")));
      out.println(words(snmp.get(stranger.retries(0), Oid.of("1.3.6.1.2.1.1.5.0")).get()));
    }
  }

  private static String words(SnmpReply reply) {
    if (reply instanceof SnmpReply.Values values) {
      return values.bindings().stream()
          .map(is -> is.oid() + " = " + is.value())
          .collect(Collectors.joining("\n"));
    } else if (reply instanceof SnmpReply.Silent silent) {
      return "silent: asked " + silent.sent() + " time, perhaps with the wrong community";
    }
    return reply.toString();
  }
}
