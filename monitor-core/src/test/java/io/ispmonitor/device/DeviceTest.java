package io.ispmonitor.device;

import static io.ispmonitor.device.InventoryTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeviceTest {
  private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

  @Test
  @DisplayName("a device is called by its id until it gets a name")
  void defaults() {
    Device device = Device.of("radio-7", ADDRESS);

    assertEquals("radio-7", device.name());
    assertEquals(DeviceKind.OTHER, device.kind());
    assertTrue(device.isAddressed());
    assertFalse(Device.named("mast").build().isAddressed());
  }

  @Test
  @DisplayName("an id that is blank, too long or unprintable is refused")
  void badIds() {
    assertRefused("device id is blank; give it a name", () -> Device.named(" "));
    assertRefused(
        "device id 'xxxxxxxxxxxxxxxxxxxx...' has 201 characters; at most 200 are allowed",
        () -> Device.named("x".repeat(201)));
    assertRefused(
        "device id 'a?b' has the control character U+000A at position 1; remove it",
        () -> Device.named("a\nb"));
    assertRefused(
        "device id 'a?b?' has the control character U+202E at position 1; remove it",
        () -> Device.named("a\u202Eb\u0000"));
    assertEquals(200, Device.named("x".repeat(200)).build().id().length());
    assertEquals("Türme 東京", Device.named("Türme 東京").build().id());
  }

  @Test
  @DisplayName("name, host name, label key and kind are checked like the id")
  void badNames() {
    assertRefused(
        "name of device 'a' is blank; give it a name", () -> Device.named("a").name("").build());
    assertRefused(
        "host name of device 'a' is blank; give it a name",
        () -> Device.named("a").hostName("").build());
    assertRefused(
        "label key of device 'a' is blank; give it a name", () -> Device.named("a").label("", "x"));
    assertRefused("device kind is blank; give it a name", () -> DeviceKind.of(""));
  }

  @Test
  @DisplayName("no device is its own parent")
  void ownParent() {
    assertRefused(
        "device 'a' names itself as its parent", () -> Device.named("a").parent("a").build());
    assertRefused(
        "device 'a' names itself as its parent",
        () -> Device.named("a").anyParentOf("b", "a").build());
  }

  @Test
  @DisplayName("an address takes the place of a host name and the other way round")
  void addressOrHostName() {
    assertNull(Device.named("a").hostName("radio.example").address(ADDRESS).build().hostName());
    assertNull(Device.named("a").address(ADDRESS).hostName("radio.example").build().address());
    Device resolved = Device.named("a").hostName("radio.example").build().resolvedTo(ADDRESS);
    assertEquals("radio.example", resolved.hostName());
    assertEquals(ADDRESS, resolved.address());
  }

  @Test
  @DisplayName("what it was made from can change without it")
  void copies() {
    Map<String, String> labels = new HashMap<>(Map.of("region", "north"));
    List<Dependency> dependencies = new ArrayList<>(List.of(Dependency.on("tower")));
    Device device =
        new Device("a", "a", DeviceKind.RADIO, ADDRESS, null, labels, null, dependencies);
    labels.clear();
    dependencies.clear();

    assertEquals(Map.of("region", "north"), device.labels());
    assertEquals(1, device.dependencies().size());
  }

  @Test
  @DisplayName("a builder made from a device makes an equal one")
  void toBuilder() {
    Device device =
        Device.named("a")
            .name("A")
            .kind(DeviceKind.TOWER)
            .address(ADDRESS)
            .label("region", "north")
            .location(Location.of(47, 11))
            .anyParentOf("b", "c")
            .parent("d")
            .build();

    assertEquals(device, device.toBuilder().build());
    assertEquals(List.of("b", "c", "d"), List.copyOf(device.parents()));
  }

  @Test
  @DisplayName("a dependency names at least one parent, and none twice")
  void dependencies() {
    assertRefused(
        "a dependency names no parent; name one or leave it out", () -> Dependency.onAnyOf());
    assertRefused(
        "dependency names a parent twice: [a, b, a]", () -> Dependency.onAnyOf("a", "b", "a"));
    assertRefused("device id is blank; give it a name", () -> Dependency.on(""));
  }

  @Test
  @DisplayName("a place is on earth")
  void places() {
    assertEquals(-90, Location.of(-90, 180).latitude());
    assertRefused("latitude must be from -90 to 90, was 90.5", () -> Location.of(90.5, 0));
    assertRefused("latitude must be from -90 to 90, was NaN", () -> Location.of(Double.NaN, 0));
    assertRefused("longitude must be from -180 to 180, was -181.0", () -> Location.of(0, -181));
  }
}
