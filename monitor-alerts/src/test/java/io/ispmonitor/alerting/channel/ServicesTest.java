package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.ChannelFactory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A channel has to be found on the class path and on the module path alike. */
class ServicesTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final String SERVICE = ChannelFactory.class.getName();

  @Test
  @DisplayName("the module and the class path offer the same channels")
  void same() throws IOException {
    Set<String> onClassPath =
        Files.readAllLines(CLASSES.resolve("META-INF/services").resolve(SERVICE)).stream()
            .filter(line -> !line.isBlank())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(onModulePath(), onClassPath);
  }

  private static Set<String> onModulePath() throws IOException {
    try (InputStream in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in).provides().stream()
          .filter(provides -> provides.service().equals(SERVICE))
          .flatMap(provides -> provides.providers().stream())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
