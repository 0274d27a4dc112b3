package io.ispmonitor.icmp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The socket filter that keeps other processes' replies away from a raw socket: a classic BPF
 * program that lets only our identifier pass.
 */
final class IdentifierFilter {
  static final int INSTRUCTION_BYTES = 8;
  private static final int IDENTIFIER_AT = 4;
  private static final int LOAD_IP_HEADER_LENGTH = 0xb1;
  private static final int LOAD_HALF_INDEXED = 0x48;
  private static final int LOAD_HALF = 0x28;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int WHOLE_PACKET = 0x40000;

  private IdentifierFilter() {}

  /** IPv4 packets begin with their IP header here, IPv6 packets do not. */
  static ByteBuffer program(boolean ipv6, int identifier) {
    int instructions = ipv6 ? 4 : 5;
    ByteBuffer program =
        ByteBuffer.allocateDirect(instructions * INSTRUCTION_BYTES).order(ByteOrder.nativeOrder());
    if (ipv6) {
      add(program, LOAD_HALF, 0, IDENTIFIER_AT);
    } else {
      add(program, LOAD_IP_HEADER_LENGTH, 0, 0);
      add(program, LOAD_HALF_INDEXED, 0, IDENTIFIER_AT);
    }
    add(program, JUMP_IF_EQUAL, 1, identifier);
    add(program, RETURN, 0, WHOLE_PACKET);
    add(program, RETURN, 0, 0);
    return program;
  }

  private static void add(ByteBuffer program, int code, int ifFalse, int operand) {
    program.putShort((short) code).put((byte) 0).put((byte) ifFalse).putInt(operand);
  }
}
