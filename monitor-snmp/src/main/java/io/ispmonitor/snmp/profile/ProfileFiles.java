package io.ispmonitor.snmp.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Fetches files with profiles: from the resources of the module, and from the host's disks. */
final class ProfileFiles {
  private static final String ENDING = ".profile";
  private static final int MOST_IN_A_DIRECTORY = 1_000;

  /** The resources; a module cannot list its own. */
  private static final List<String> BUILT_IN =
      List.of(
          "vocabulary",
          "standard",
          "generic",
          "mikrotik",
          "ubiquiti",
          "cambium",
          "mimosa",
          "huawei",
          "zte",
          "fiberhome",
          "intelbras");

  private ProfileFiles() {}

  static List<SourceFile> builtIn(Problems problems) {
    return BUILT_IN.stream().map(name -> resource(name + ENDING, problems)).toList();
  }

  private static SourceFile resource(String name, Problems problems) {
    try (InputStream in =
        Objects.requireNonNull(ProfileFiles.class.getResourceAsStream(name), name)) {
      return SourceFile.of(name, in.readAllBytes(), problems);
    } catch (IOException e) {
      throw new UncheckedIOException("profiles: the resource " + name + " cannot be read", e);
    }
  }

  /** A file, or those of a directory whose names end in {@code .profile}, in their order. */
  static List<SourceFile> at(Path path, Problems problems) {
    List<SourceFile> files = new ArrayList<>();
    try {
      for (Path file : Files.isDirectory(path) ? in(path) : List.of(path)) {
        files.add(SourceFile.of(file.toString(), bytes(file), problems));
      }
    } catch (IOException e) {
      problems.add(
          new ProfileProblem(
              path.toString(), 0, "cannot be read (" + e + "); see that it is there and readable"));
    } catch (Fault fault) {
      problems.add(new ProfileProblem(path.toString(), 0, fault.sentence()));
    }
    return files;
  }

  private static List<Path> in(Path directory) throws IOException, Fault {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files =
          all.filter(file -> file.toString().endsWith(ENDING))
              .limit(MOST_IN_A_DIRECTORY + 1L)
              .sorted()
              .toList();
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (files.isEmpty()) {
      throw new Fault("no file in this directory ends in " + ENDING + "; name them so");
    }
    if (files.size() > MOST_IN_A_DIRECTORY) {
      throw new Fault(
          "more than %d files in this directory end in %s; is it the right one?"
              .formatted(MOST_IN_A_DIRECTORY, ENDING));
    }
    return files;
  }

  private static byte[] bytes(Path file) throws IOException, Fault {
    if (!Files.isRegularFile(file)) {
      throw new Fault(
          "is neither a file nor a directory; see that it is there"); // a pipe may block
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(SourceFile.MOST_BYTES + 1);
    }
  }
}
