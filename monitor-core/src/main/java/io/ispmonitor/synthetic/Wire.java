package io.ispmonitor.synthetic;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A stream of bytes to the other side, plain or encrypted. Touched by the loop's thread only. */
interface Wire {

  /** Sends soon; takes the buffer over. */
  void send(ByteBuffer bytes) throws IOException;

  /** Whoever hears what comes over a wire. */
  interface User {

    /** The connection stands, and is secured where it is to be. */
    void connected() throws IOException;

    /** Bytes came; all of them must be taken, and the buffer is not kept. */
    void received(ByteBuffer bytes) throws IOException;

    /** The other side sends nothing more. */
    void ended() throws IOException;
  }
}
