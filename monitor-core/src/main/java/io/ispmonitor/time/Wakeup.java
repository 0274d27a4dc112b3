package io.ispmonitor.time;

import java.time.Duration;
import java.util.Optional;

/** The handle of a driven {@link Step}. All methods may be called from any thread. */
public interface Wakeup extends AutoCloseable {

  /**
   * Asks for a run soon. Cheap enough to be called for every item put in a queue: calls are
   * gathered, and a busy loop is not run more than some hundred times a second.
   */
  void wake();

  /**
   * Leaves the current run behind, stuck as it is, and continues with a new thread. The step itself
   * must make sure that the old run touches nothing when it comes back.
   */
  void replace();

  /** The thread that runs the step at present, where there is one of its own. */
  Optional<Thread> thread();

  /**
   * Waits until no run is under way any more after {@link #close()}.
   *
   * @return false when the time was over first
   */
  boolean awaitEnd(Duration atMost) throws InterruptedException;

  /**
   * Ends it: a run under way is left to finish, one that {@link #wake()} asked for before is still
   * made, then there is none. Does not wait. Does nothing the second time.
   */
  @Override
  void close();
}
