package io.ispmonitor.app.command;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.ispmonitor.app.IspMonitor;
import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.config.ConfigurationException;
import io.ispmonitor.app.config.ConfigurationReader;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 for done, 1 for not done, 2 for a command that is none. */
@Command(
    name = "isp-monitor",
    mixinStandardHelpOptions = true,
    version = "isp-monitor 0.1.0",
    description = "Watches the network of an Internet provider.",
    subcommands = {Running.class, Importing.class})
public final class Commands implements Callable<Integer> {
  private static final int COST = 12;
  private static final int LONGEST_PASSWORD = 72;

  @Spec private @Nullable CommandSpec spec;

  private final Map<String, String> environment;

  private Commands(Map<String, String> environment) {
    this.environment = environment;
  }

  /** A command line over an environment; without a command it runs the simulated provider. */
  public static CommandLine line(Map<String, String> environment) {
    CommandLine line = new CommandLine(new Commands(environment));
    line.setExecutionExceptionHandler(Commands::told);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  /** People get a sentence; a trace is for errors of ours. */
  private static int told(Exception failure, CommandLine line, CommandLine.ParseResult arguments)
      throws Exception {
    Optional<String> sentence = Failures.sentence(failure);
    if (sentence.isPresent()) {
      line.getErr().println(sentence.get());
      return 1;
    }
    throw failure;
  }

  @Override
  public Integer call() {
    return line().execute("run");
  }

  private CommandLine line() {
    CommandSpec known = spec;
    if (known == null) {
      throw new IllegalStateException("a command that belongs to no command line");
    }
    return known.commandLine();
  }

  /** What the program was started with. */
  Map<String, String> environment() {
    return environment;
  }

  private PrintWriter out() {
    return line().getOut();
  }

  /** What a file of configuration is called. */
  static final class FileOption {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        required = true,
        description = "The file of configuration.")
    Path file = Path.of("isp-monitor.yaml");
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Names everything that is wrong with a configuration.")
  int check(@Mixin FileOption of) throws ConfigurationException {
    Configuration configuration = ConfigurationReader.read(of.file, environment);
    out().println("%s: no errors, %,d devices".formatted(of.file, configuration.devices().size()));
    return 0;
  }

  @Command(
      name = "print-config",
      mixinStandardHelpOptions = true,
      description = "Prints what a configuration amounts to, without secrets.")
  int print(@Mixin FileOption of) throws ConfigurationException {
    out().print(ConfigurationText.of(ConfigurationReader.read(of.file, environment)));
    out().flush();
    return 0;
  }

  @Command(
      name = "sample",
      mixinStandardHelpOptions = true,
      description = "Prints a configuration to begin with.")
  int sample() throws IOException {
    try (InputStream sample = IspMonitor.class.getResourceAsStream("/isp-monitor.sample.yaml")) {
      if (sample == null) {
        throw new IllegalStateException("the sample is not in this program");
      }
      out().print(new String(sample.readAllBytes(), StandardCharsets.UTF_8));
      out().flush();
      return 0;
    }
  }

  @Command(
      name = "hash-password",
      mixinStandardHelpOptions = true,
      description = "Reads a password and prints what belongs into the configuration.")
  int hashPassword() throws IOException {
    char[] password = password();
    try {
      if (password.length < 10
          || new String(password).getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD) {
        throw new IllegalArgumentException(
            "a password must have 10 characters at least and %d bytes at most"
                .formatted(LONGEST_PASSWORD));
      }
      out().println(BCrypt.withDefaults().hashToString(COST, password));
      return 0;
    } finally {
      Arrays.fill(password, ' ');
    }
  }

  /** From JDK 22 on there is a console also where there is no terminal; it reads the same input. */
  @SuppressWarnings("SystemConsoleNull")
  private static char[] password() throws IOException {
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("Password: ");
      return typed == null ? new char[0] : typed;
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? new char[0] : line.toCharArray();
  }
}
