package io.ispmonitor.synthetic;

import java.io.IOException;

/** A channel in the selector. Touched by the loop's thread only. */
interface Endpoint {

  /** Whose channel it is. */
  Conversation owner();

  /** The channel can be read, written or connected. Reads once at most, so that all get a turn. */
  void ready() throws IOException;
}
