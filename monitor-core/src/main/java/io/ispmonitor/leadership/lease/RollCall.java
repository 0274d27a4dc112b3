package io.ispmonitor.leadership.lease;

import java.util.List;
import java.util.Optional;

/**
 * What a {@link LeaseStore} holds, as of one moment.
 *
 * @param lease the lease that was asked for, after it was kept
 * @param instances all instances, by their ids
 * @param isRegistered whether the caller is one of them: not so when another incarnation has its id
 */
public record RollCall(Lease lease, List<InstanceStatus> instances, boolean isRegistered) {

  /** Copies the list. */
  public RollCall {
    instances = List.copyOf(instances);
  }

  /** The instance of this name. */
  public Optional<InstanceStatus> instance(String id) {
    return instances.stream().filter(one -> one.id().equals(id)).findFirst();
  }
}
