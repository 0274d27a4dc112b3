package io.ispmonitor.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.config.ConfigurationReader;
import io.ispmonitor.app.config.DeviceEntry;
import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration SOON = Reloading.PERIOD.plus(Reloading.SETTLED);

  @TempDir Path directory;

  private final ManualTime time = ManualTime.startingAt(BEGIN);
  private final List<List<String>> taken = new CopyOnWriteArrayList<>();
  private Path file = Path.of("none");
  private Path table = Path.of("none");
  private AutoCloseable reloading = () -> {};

  @BeforeEach
  void start() throws Exception {
    file = directory.resolve("it.yaml");
    table = directory.resolve("more.csv");
    write(table, "id;kind;address\nb;radio;192.0.2.2\n", 0);
    write(file, "devices-csv: more.csv\ndevices: [{id: a, address: 192.0.2.1}]\n", 0);
    reloading =
        new Reloading(
            file,
            ConfigurationReader.read(file, Map.of()),
            Map.of(),
            time,
            read -> taken.add(ids(read)));
    time.settle();
  }

  @AfterEach
  void end() throws Exception {
    reloading.close();
  }

  private static List<String> ids(Configuration of) {
    return of.devices().stream().map(DeviceEntry::device).map(is -> is.id()).toList();
  }

  /** Each writing has a time of its own, however fast the test is. */
  private static void write(Path to, String text, int second) throws IOException {
    Files.writeString(to, text);
    Files.setLastModifiedTime(to, FileTime.from(BEGIN.plusSeconds(second)));
  }

  @Test
  @DisplayName("a file that was not changed is not read again")
  void unchanged() {
    time.advance(Duration.ofMinutes(1));
    assertEquals(List.of(), taken);
  }

  @Test
  @DisplayName("a device that was added is taken over, once")
  void added() throws IOException {
    write(file, "devices: [{id: a, address: 192.0.2.1}, {id: c, address: 192.0.2.3}]\n", 1);
    time.advance(SOON);
    time.advance(Duration.ofMinutes(1));
    assertEquals(List.of(List.of("a", "c")), taken);
  }

  @Test
  @DisplayName("a table that the file names is watched with it")
  void table() throws IOException {
    write(table, "id;kind;address\nb;radio;192.0.2.2\nd;radio;192.0.2.4\n", 1);
    time.advance(SOON);
    assertEquals(List.of(List.of("a", "b", "d")), taken);
  }

  @Test
  @DisplayName("a file that is still being written is not read before that has ended")
  void growing() throws IOException {
    time.advance(Reloading.PERIOD);
    write(file, "devices: [{id: a, address: 192.0.2.1}]\n", 1);
    for (int second = 2; second < 10; second++) {
      time.advance(Reloading.SETTLED);
      write(file, "devices: [{id: a%d, address: 192.0.2.1}]\n".formatted(second), second);
    }
    assertEquals(List.of(), taken);
    time.advance(SOON);
    assertEquals(List.of(List.of("a9")), taken);
  }

  @Test
  @DisplayName("a table with an error changes nothing, and is read again when it is mended")
  void mended() throws IOException {
    write(file, "devices-csv: other.csv\n", 1);
    write(directory.resolve("other.csv"), "id;address\nb;192.0.2.999\n", 1);
    time.advance(SOON);
    assertEquals(List.of(), taken);
    write(directory.resolve("other.csv"), "id;address\nb;192.0.2.99\n", 2);
    time.advance(SOON);
    assertEquals(List.of(List.of("b")), taken);
  }

  @Test
  @DisplayName("what was read holds while the file is gone")
  void gone() throws IOException {
    Files.delete(file);
    time.advance(Duration.ofMinutes(1));
    write(file, "devices: [{id: a, address: 192.0.2.1}]\n", 1);
    time.advance(SOON);
    assertEquals(List.of(List.of("a")), taken);
  }
}
