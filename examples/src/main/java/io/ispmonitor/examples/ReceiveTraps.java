package io.ispmonitor.examples;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpTrap;
import io.ispmonitor.snmp.SnmpTrapOptions;
import io.ispmonitor.snmp.SnmpTrapReceiver;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * The idea: devices say of their own accord what befell them, and somebody should listen. Listens
 * at port 10162, which needs no right, and prints what comes. What a device wrote is shown as text
 * that cannot harm a terminal. Try it with
 *
 * <pre>
 * snmptrap -v2c -cpublic localhost:10162 '' 1.3.6.1.6.3.1.1.5.3
 * </pre>
 */
public final class ReceiveTraps {
  private static final int PORT = 10_162;

  private ReceiveTraps() {}

  /** Runs it until it is stopped; the argument is the community, {@code public} otherwise. */
  public static void main(String[] args) throws InterruptedException {
    run(Secret.of(args.length > 0 ? args[0] : "public"), System.out);
  }

  private static void run(Secret community, PrintStream out) throws InterruptedException {
    try (SnmpTrapReceiver traps = open(PORT, community, out)) {
      out.println("listening at port " + traps.port());
      new CountDownLatch(1).await(); // for ever
    }
  }

  static SnmpTrapReceiver open(int port, Secret community, PrintStream out) {
    SnmpTrapOptions options = SnmpTrapOptions.builder().port(port).community(community).build();
    return SnmpTrapReceiver.open(options, trap -> out.println(line(trap)));
  }

  private static String line(SnmpTrap trap) {
    StringBuilder line = new StringBuilder();
    line.append(trap.from().getAddress().getHostAddress()).append(": ").append(trap.trap());
    trap.bindings()
        .forEach(
            binding -> line.append(' ').append(binding.oid()).append('=').append(binding.value()));
    return line.toString();
  }
}
