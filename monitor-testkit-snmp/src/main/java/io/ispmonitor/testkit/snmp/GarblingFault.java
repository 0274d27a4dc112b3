package io.ispmonitor.testkit.snmp;

import java.util.Arrays;
import java.util.Random;

/** Faults that spoil the bytes of an answer. */
sealed interface GarblingFault extends AgentFault {

  /**
   * What is sent in place of a packet.
   *
   * @param packet may be changed
   * @param nth the number of the answer since the agent has the fault, from 1
   */
  byte[] garble(byte[] packet, long nth);

  record Garbage() implements GarblingFault {
    @Override
    public byte[] garble(byte[] packet, long nth) {
      new Random(nth).nextBytes(packet);
      packet[0] = 0; // never by chance the tag of a message
      return packet;
    }

    @Override
    public String words() {
      return "sends garbage";
    }
  }

  record Truncated() implements GarblingFault {
    @Override
    public byte[] garble(byte[] packet, long nth) {
      return Arrays.copyOf(packet, (int) (nth % packet.length));
    }

    @Override
    public String words() {
      return "cuts its answers off";
    }
  }

  record OneByteWrong() implements GarblingFault {
    @Override
    public byte[] garble(byte[] packet, long nth) {
      packet[(int) ((nth - 1) % packet.length)] ^= (byte) 0xff;
      return packet;
    }

    @Override
    public String words() {
      return "has one byte wrong in each answer";
    }
  }
}
