package io.ispmonitor.app;

import io.ispmonitor.app.command.Commands;

/** Starts isp-monitor. */
public final class IspMonitor {
  private IspMonitor() {}

  /**
   * Runs a command; without one, a simulated provider with a console in the browser.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(Commands.line(System.getenv()).execute(args));
  }
}
