package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MutationsTest {
  @Test
  @DisplayName("whatever is wrong in 200,000 messages, they are read or refused")
  void mutated() {
    Mutations mutations = new Mutations(2_026);
    mutations.run(200_000);
    assertTrue(mutations.read() > 5_000, mutations.read() + " were read");
    assertTrue(mutations.refused() > 50_000, mutations.refused() + " were refused");
  }
}
