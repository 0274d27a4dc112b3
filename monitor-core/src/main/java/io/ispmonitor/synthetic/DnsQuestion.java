package io.ispmonitor.synthetic;

import java.nio.ByteBuffer;

/**
 * What is asked.
 *
 * @param name as {@link DnsName} writes it
 * @param type what is wanted of it
 */
record DnsQuestion(String name, DnsType type) {
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int CLASS_IN = 1;

  /** The message that asks it under this id. */
  ByteBuffer message(int id) {
    ByteBuffer message =
        ByteBuffer.allocate(DnsReader.HEADER_BYTES + DnsName.MOST_BYTES + 2 * Short.BYTES);
    message.putShort((short) id).putShort((short) RECURSION_DESIRED).putShort((short) 1);
    message.position(DnsReader.HEADER_BYTES);
    DnsName.write(name, message);
    return message.putShort((short) type.code()).putShort((short) CLASS_IN).flip();
  }

  /** The name and the type, such as {@code www.example.net A}. */
  @Override
  public String toString() {
    return name + " " + type;
  }
}
