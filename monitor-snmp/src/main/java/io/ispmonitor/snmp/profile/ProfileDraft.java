package io.ispmonitor.snmp.profile;

import io.ispmonitor.snmp.Oid;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A profile whose lines are being read. */
final class ProfileDraft {
  private static final int LONGEST_PATTERN = 200;

  final String name;
  final String title;
  final Place place;
  final List<Oid> matches = new ArrayList<>();
  final List<String> includes = new ArrayList<>();
  final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
  final List<Item> items = new ArrayList<>();
  final List<Table> tables = new ArrayList<>();
  @Nullable Pattern firmware;
  Source source = Source.UNSAID;

  ProfileDraft(String name, String title, Place place) {
    this.name = name;
    this.title = title;
    this.place = place;
  }

  /** Takes the pattern that finds the version. */
  void firmware(String pattern) throws Fault {
    if (firmware != null) {
      throw new Fault("the pattern for the firmware stands in this profile twice; leave one out");
    }
    if (pattern.length() > LONGEST_PATTERN) {
      throw new Fault(
          "the pattern has %d characters, %d are the most"
              .formatted(pattern.length(), LONGEST_PATTERN));
    }
    try {
      firmware = Pattern.compile(pattern);
      profile(); // refuses one without a group
    } catch (Fault fault) {
      firmware = null;
      throw fault;
    } catch (PatternSyntaxException e) {
      throw new Fault(
          "%s is no regular expression: %s".formatted(Quoted.of(pattern), e.getDescription()));
    }
  }

  Profile profile() throws Fault {
    try {
      return new Profile(name, title, matches, includes, firmware, quirks, items, tables);
    } catch (IllegalArgumentException e) {
      throw new Fault(String.valueOf(e.getMessage()));
    }
  }
}
