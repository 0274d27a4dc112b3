package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.internal.spool.SpoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Stores of samples over one database, which goes away when a test wants it to. */
abstract class SampleRigs {
  @TempDir Path folder;
  private final List<SampleRig> rigs = new ArrayList<>();
  private @Nullable FaultySource faults;

  abstract DatabaseKind kind();

  abstract DataSource source();

  FaultySource faults() {
    return Objects.requireNonNull(faults);
  }

  SampleRig rig(String name) {
    return rig(name, options -> options);
  }

  SampleRig rig(String name, UnaryOperator<SpoolOptions> change) {
    FaultySource behind = new FaultySource(source());
    faults = behind;
    SampleRig rig =
        new SampleRig(kind(), source(), behind.source(), folder.resolve("spools-" + name), change);
    rigs.add(rig);
    return rig;
  }

  @AfterEach
  void closeRigs() {
    rigs.forEach(SampleRig::close);
  }

  /** The main file of SQLite. */
  DataSource mainFile() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve("monitor.db"));
    return source;
  }

  /** The files of SQLite that hold samples. */
  List<Path> sampleFiles() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().matches("samples-.*db"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many rows a table has in all of them. */
  long countInFiles(String table) {
    return sampleFiles().stream().mapToLong(file -> count(file, table)).sum();
  }

  private static long count(Path file, String table) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
