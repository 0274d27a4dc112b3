package io.ispmonitor.app.command;

import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.config.ConfigurationException;
import io.ispmonitor.app.config.ConfigurationReader;
import io.ispmonitor.app.service.LogFiles;
import io.ispmonitor.app.service.Logging;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Watches until somebody ends it. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Watches what a configuration names; without one, a simulated provider.")
final class Running implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", description = "The file of configuration.")
  private @Nullable Path file;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "isp-monitor-data",
      description = "Where history and log are kept (${DEFAULT-VALUE}).")
  private Path data = Path.of("isp-monitor-data");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Of the console of the simulated provider, 0 for any (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--log-files",
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How many files of the log are kept (${DEFAULT-VALUE}).")
  private int logFiles;

  @Option(
      names = "--log-kilobytes",
      paramLabel = "SIZE",
      defaultValue = "10240",
      description = "How large each becomes (${DEFAULT-VALUE}).")
  private int logKilobytes;

  @ParentCommand private @Nullable Commands parent;
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, ConfigurationException, InterruptedException {
    Map<String, String> environment = parent == null ? System.getenv() : parent.environment();
    try (Ending ending = Ending.onSignal()) {
      LogFiles log = new LogFiles(data.resolve("log"), logFiles, logKilobytes);
      Path read = file;
      Configuration configuration =
          read == null ? null : ConfigurationReader.read(read, environment);
      Logging.in(log);
      if (configuration == null || read == null) {
        try (Service service = Service.simulated(data, port, environment)) {
          watch(service, ending);
        }
      } else {
        try (Service service = Service.configured(configuration, data, environment);
            Reloading reloading =
                new Reloading(
                    read, configuration, environment, TimeSource.system(), service::use)) {
          watch(service, ending);
        }
      }
      // Made here, since it would set up Java's own log before ours is known.
      LoggerFactory.getLogger(Running.class).info("ENDED all is stored and closed");
      return 0;
    }
  }

  private void watch(Service service, Ending ending) throws InterruptedException {
    if (!ending.isAsked() && spec != null) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("isp-monitor: the console is at " + service.address());
      out.flush();
    }
    ending.await();
  }
}
