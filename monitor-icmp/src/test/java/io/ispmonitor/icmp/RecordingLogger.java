package io.ispmonitor.icmp;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** Keeps the lines that were logged. */
final class RecordingLogger {
  private final List<String> lines = new ArrayList<>();

  Logger logger() {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> {
              Object[] values =
                  arguments.length == 2 && arguments[1] instanceof Object[] array
                      ? array
                      : Arrays.copyOfRange(arguments, 1, arguments.length);
              lines.add(MessageFormatter.arrayFormat((String) arguments[0], values).getMessage());
              return null;
            });
  }

  List<String> lines() {
    return lines;
  }
}
