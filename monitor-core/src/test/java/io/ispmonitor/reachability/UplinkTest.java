package io.ispmonitor.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UplinkTest {

  @ParameterizedTest(name = "{0} witnesses: {1}")
  @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3"})
  @DisplayName("more than half of the witnesses by default")
  void quorum(int witnesses, int needed) {
    Uplink.Builder builder = Uplink.named("fibre");
    for (int i = 0; i < witnesses; i++) {
      builder.witness("w" + i);
    }
    assertEquals(needed, builder.build().quorum());
  }

  @ParameterizedTest(name = "gateway and {0} witnesses: {1}")
  @CsvSource({"0, 1", "1, 1", "2, 2", "3, 2", "4, 3"})
  @DisplayName("the gateway answers when something further out fails, so it is not counted")
  void quorumBeyondTheGateway(int witnesses, int needed) {
    Uplink.Builder builder = Uplink.named("fibre").gateway("gateway");
    for (int i = 0; i < witnesses; i++) {
      builder.witness("w" + i);
    }
    assertEquals(needed, builder.build().quorum());
  }

  @Test
  @DisplayName("the gateway is a witness, and local whatever the uplink reaches")
  void gateway() {
    Inventory inventory = new Inventory();
    for (String id : List.of("gw", "up", "a")) {
      inventory.add(Device.named(id).build());
    }
    Uplink all = Uplink.named("fibre").gateway("gw").witness("up").build();
    assertEquals(List.of("gw", "up"), all.witnesses());
    assertEquals(Set.of("up", "a"), Set.copyOf(inventory.select(all.reaches())));
    Uplink some = Uplink.named("fibre").gateway("gw").reaches(Selection.device("a", "gw")).build();
    assertEquals(Set.of("a"), Set.copyOf(inventory.select(some.reaches())));
  }

  @Test
  @DisplayName("what makes no sense is refused with a sentence")
  void refused() {
    refused(() -> Uplink.named(" ").witness("up").build(), "blank");
    refused(() -> Uplink.named("fibre").build(), "no witness");
    refused(() -> Uplink.named("fibre").witness("up").witness("up").build(), "twice");
    refused(() -> Uplink.named("fibre").gateway("up").witness("up").build(), "twice");
    refused(() -> Uplink.named("fibre").gateway("gw").gateway("up"), "'gw' already");
    refused(() -> Uplink.named("fibre").witness("up").quorum(0).build(), "was 0");
    refused(() -> Uplink.named("fibre").witness("up").quorum(2).build(), "was 2");
    refused(() -> Uplink.named("fibre").witness("up").quorum(-1).build(), "was -1");
    refused(
        () -> new Uplink("fibre", "gw", List.of("up"), 1, Selection.everything()), "a witness too");
  }

  private static void refused(Runnable made, String names) {
    String said =
        String.valueOf(assertThrows(IllegalArgumentException.class, made::run).getMessage());
    assertTrue(said.contains("uplink") && said.contains(names), said);
  }
}
