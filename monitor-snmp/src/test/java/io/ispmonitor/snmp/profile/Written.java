package io.ispmonitor.snmp.profile;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files with profiles as a host writes them. */
final class Written {
  static final Profiles BUILT_IN = Profiles.builtIn();

  private final Path directory;

  Written(Path directory) {
    this.directory = directory;
  }

  Path file(String name, String... lines) {
    return file(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  Path file(String name, byte[] bytes) {
    try {
      return Files.write(directory.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The built-in ones and those of one file. */
  Profiles read(String... lines) {
    return BUILT_IN.with(file("host.profile", lines));
  }

  /** What is wrong with a file: for each mistake the line and the sentence. */
  List<String> mistakes(String... lines) {
    return mistakes(file("host.profile", lines));
  }

  List<String> mistakes(Path... paths) {
    ProfileException refused = assertThrows(ProfileException.class, () -> BUILT_IN.with(paths));
    return refused.problems().stream()
        .map(is -> is.toString().replace(directory + "/", "").replace("host.profile:", ""))
        .toList();
  }
}
