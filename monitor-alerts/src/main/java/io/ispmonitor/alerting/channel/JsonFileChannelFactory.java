package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Makes channels of type {@code file}. Settings: {@code directory}, and {@code most}, which is how
 * many alerts are kept (1000).
 */
public final class JsonFileChannelFactory implements ChannelFactory {

  /** For the service loader. */
  public JsonFileChannelFactory() {}

  @Override
  public String type() {
    return "file";
  }

  @Override
  public NotificationChannel create(String name, ChannelSettings settings) {
    String directory = settings.text("directory");
    int most = settings.number("most", 1_000, 1, 100_000);
    settings.refuseUnknown();
    try {
      return new JsonFileChannel(name, Path.of(directory), most);
    } catch (InvalidPathException e) {
      IllegalArgumentException wrong =
          settings.wrong("directory", "must be a path, was '" + directory + "'");
      wrong.initCause(e);
      throw wrong;
    }
  }
}
