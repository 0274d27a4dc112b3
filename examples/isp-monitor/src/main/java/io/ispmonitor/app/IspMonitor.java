package io.ispmonitor.app;

import io.ispmonitor.app.command.Commands;
import io.ispmonitor.app.service.LogKeeper;

/** Starts isp-monitor. */
public final class IspMonitor {
  private static final String LOG_MANAGER = "java.util.logging.manager";

  private IspMonitor() {}

  /**
   * Runs a command; without one, a simulated provider with a console in the browser.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    if (System.getProperty(LOG_MANAGER) == null) {
      System.setProperty(LOG_MANAGER, LogKeeper.class.getName()); // before anything is logged
    }
    System.exit(Commands.line(System.getenv()).execute(args));
  }
}
