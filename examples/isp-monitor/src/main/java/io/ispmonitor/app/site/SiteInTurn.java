package io.ispmonitor.app.site;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.instance.Instance;
import io.ispmonitor.instance.InstanceBuilder;
import io.ispmonitor.instance.Tenure;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.lease.InstanceStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A site that several instances watch in turn: it is here while this instance is in charge.
 * Thread-safe.
 */
public final class SiteInTurn implements AutoCloseable {
  private final Instance instance;
  private final Consumer<@Nullable Site> listener;
  private volatile @Nullable LiveSite site;

  private SiteInTurn(InstanceBuilder builder, Opening opening, Consumer<@Nullable Site> listener) {
    this.listener = listener;
    this.instance = builder.duty(leadership -> begin(opening, leadership)).build();
  }

  /** Opens a site for the term that has begun. */
  @FunctionalInterface
  public interface Opening {

    /**
     * Opens it.
     *
     * @param leadership for the site and for its storage
     * @throws Exception when that fails; another instance may try then, or this one later
     */
    LiveSite open(Leadership leadership) throws Exception;
  }

  /**
   * Begins to ask for the lease, and opens the site whenever it has it.
   *
   * @param builder an instance without a duty
   * @param listener is told of the site when a term begins, and of none when it ends; on the thread
   *     that opens and closes the site, so it must not wait
   * @throws IOException when another program has its directory
   */
  public static SiteInTurn start(
      InstanceBuilder builder, Opening opening, Consumer<@Nullable Site> listener)
      throws IOException {
    SiteInTurn turns = new SiteInTurn(builder, opening, listener);
    try {
      turns.instance.start();
      return turns;
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Tenure begin(Opening opening, Leadership leadership) throws Exception {
    LiveSite opened = opening.open(leadership);
    site = opened;
    listener.accept(opened);
    return Tenure.of(opened.monitor(), () -> end(opened));
  }

  private void end(LiveSite ended) {
    site = null;
    listener.accept(null);
    ended.close();
  }

  /** The site; empty while another instance is in charge, or nobody. */
  public Optional<Site> site() {
    return Optional.ofNullable(site);
  }

  /** Whether this instance is in charge, or whose lease it waits for. */
  public HealthCheck lease() {
    return instance.health();
  }

  /** All instances, as far as that is known. */
  public List<InstanceStatus> instances() {
    return instance.instances();
  }

  /** Ends the term, if this instance has one, so that another one can begin at once. */
  @Override
  public void close() {
    instance.close();
  }
}
