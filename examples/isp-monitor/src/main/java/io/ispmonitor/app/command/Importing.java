package io.ispmonitor.app.command;

import io.ispmonitor.app.discovery.FoundDevice;
import io.ispmonitor.app.discovery.InventoryText;
import io.ispmonitor.app.discovery.NetworkScan;
import io.ispmonitor.device.CidrBlock;
import io.ispmonitor.icmp.IcmpProbe;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpClient;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.time.TimeSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a network what there is, and prints it as the devices of a configuration. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Sends an echo to each address of some blocks, asks who answers what it is over SNMP,",
      "and prints it as the devices of a configuration. Parents are yours to add."
    })
final class Importing implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "CIDR",
      description = "Blocks such as 192.0.2.0/24, 65,536 addresses in all at most.")
  private List<String> blocks = List.of();

  @Option(
      names = "--community-env",
      paramLabel = "NAME",
      description = "A variable of the environment with a community of SNMP version 2c; several.")
  private List<String> communities = List.of();

  @Option(
      names = "--snmp-port",
      paramLabel = "PORT",
      defaultValue = "161",
      description = "Where agents listen (${DEFAULT-VALUE}).")
  private int port = SnmpTarget.AGENT_PORT;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    List<CidrBlock> parsed = blocks.stream().map(CidrBlock::parse).toList();
    try (IcmpProbe echoes = IcmpProbe.open();
        SnmpClient snmp = SnmpClient.open()) {
      List<FoundDevice> found =
          new NetworkScan(echoes, snmp, credentials(), port, TimeSource.system()).scan(parsed);
      if (spec != null) {
        spec.commandLine().getOut().print(InventoryText.of(found, port));
        spec.commandLine().getOut().flush();
      }
    }
    return 0;
  }

  private Map<String, SnmpCredentials> credentials() {
    Map<String, SnmpCredentials> credentials = new LinkedHashMap<>();
    for (String name : communities) {
      String community = System.getenv(name);
      if (community == null) {
        throw new IllegalArgumentException(
            "--community-env %s: there is no such variable; set it".formatted(name));
      }
      credentials.put(name, new SnmpCredentials.V2c(Secret.of(community)));
    }
    return credentials;
  }
}
