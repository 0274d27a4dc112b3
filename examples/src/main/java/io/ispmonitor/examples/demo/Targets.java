package io.ispmonitor.examples.demo;

import io.ispmonitor.device.CidrBlock;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.IpLiterals;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The devices that {@code --targets} names: a file with a target on each line, or a list of
 * targets. A target is an address, a CIDR block or a host name.
 */
final class Targets {
  /** More than this many are refused. */
  static final int MOST = 1_000_000;

  private final List<Device> devices = new ArrayList<>();
  private final Set<Object> known = new HashSet<>();
  private final Set<String> ids = new HashSet<>();
  private int repeated;

  private Targets() {}

  /**
   * Reads the file of this name, or the list that it is.
   *
   * @throws BadUseException with a sentence on the first target that is wrong
   */
  static Targets parse(String text) {
    Targets targets = new Targets();
    Path file = file(text);
    if (file == null) {
      for (String target : text.split(",", -1)) {
        targets.add(target.strip(), null);
      }
    } else {
      targets.readAll(file);
    }
    if (targets.devices.isEmpty()) {
      throw new BadUseException("--targets '" + text + "' names no target");
    }
    return targets;
  }

  /** The devices in the order in which they were named. */
  List<Device> devices() {
    return devices;
  }

  /** How often one was named again; it is asked once all the same. */
  int repeated() {
    return repeated;
  }

  private static @Nullable Path file(String text) {
    try {
      Path path = Path.of(text);
      return Files.exists(path) && !Files.isDirectory(path) ? path : null;
    } catch (InvalidPathException e) {
      return null; // then it is a list, or refused as one
    }
  }

  private void readAll(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        readLine(file + ":" + (i + 1), lines.get(i));
      }
    } catch (CharacterCodingException e) {
      throw new BadUseException("--targets " + file + " is no text in UTF-8");
    } catch (IOException e) {
      throw new BadUseException("--targets %s cannot be read: %s".formatted(file, Errors.words(e)));
    }
  }

  private void readLine(String where, String line) {
    int comment = line.indexOf('#');
    String content = (comment < 0 ? line : line.substring(0, comment)).strip();
    if (content.isEmpty()) {
      return;
    }
    String[] words = content.split("\\s+", 2);
    try {
      add(words[0], words.length > 1 ? words[1] : null);
    } catch (BadUseException e) {
      throw new BadUseException(where + ": " + e.getMessage());
    }
  }

  private void add(String target, @Nullable String name) {
    if (target.isEmpty()) {
      throw new BadUseException("a target is empty; write one between two commas");
    }
    if (target.indexOf('/') < 0) {
      addHost(target, name);
      return;
    }
    if (name != null) {
      throw new BadUseException(
          "the block %s is given the name '%s'; only a single address takes one"
              .formatted(target, name));
    }
    CidrBlock block = read(target, CidrBlock::parse);
    refuseTooMany(block.size(), target);
    for (InetAddress address : block.addresses()) {
      keep(address, Device.named(address.getHostAddress()).address(address));
    }
  }

  private void addHost(String host, @Nullable String name) {
    refuseTooMany(BigInteger.ONE, host);
    InetAddress address = read(host, IpLiterals::read);
    Object identity = address == null ? host.toLowerCase(Locale.ROOT) : address;
    String id = name == null ? host : name;
    try {
      Device.Builder device = Device.named(id);
      keep(identity, address == null ? device.hostName(host) : device.address(address));
    } catch (IllegalArgumentException e) {
      throw new BadUseException(String.valueOf(e.getMessage()));
    }
  }

  private static <T extends @Nullable Object> T read(String target, Function<String, T> reader) {
    try {
      return reader.apply(target);
    } catch (IllegalArgumentException e) {
      throw new BadUseException("target " + e.getMessage() + ", and no file to read targets from");
    }
  }

  private void keep(Object identity, Device.Builder builder) {
    if (!known.add(identity)) {
      repeated++;
      return;
    }
    Device device = builder.build();
    if (!ids.add(device.id())) {
      throw new BadUseException(
          "the name '%s' is given to two targets; give each its own".formatted(device.id()));
    }
    devices.add(device);
  }

  private void refuseTooMany(BigInteger more, String target) {
    BigInteger all = more.add(BigInteger.valueOf(devices.size()));
    if (all.compareTo(BigInteger.valueOf(MOST)) > 0) {
      throw new BadUseException(
          String.format(
              Locale.ROOT,
              "with '%s' there are %,d targets; at most %,d are taken, so name a smaller block",
              target,
              all,
              MOST));
    }
  }
}
