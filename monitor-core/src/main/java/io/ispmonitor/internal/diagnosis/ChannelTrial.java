package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.PortFinding.State;
import java.io.IOException;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** A trial over a channel, which is closed as soon as it is known what came of it. */
abstract class ChannelTrial<C extends Channel> implements Trial {
  private @Nullable C channel;
  private State state;
  private String detail;

  /**
   * A trial of which nothing is known yet.
   *
   * @param state what it comes to if nothing ever comes
   * @param detail the same in words
   */
  ChannelTrial(State state, String detail) {
    this.state = state;
    this.detail = detail;
  }

  /** What was opened for it. */
  final void over(C opened) {
    channel = opened;
  }

  /** What it goes over; null when it is over. */
  final @Nullable C channel() {
    return channel;
  }

  /** It is known what came of it. */
  final void end(State came, String words) {
    state = came;
    detail = words;
    close();
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public String detail() {
    return detail;
  }

  @Override
  public void close() {
    C open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is gone either way.
      }
    }
  }
}
