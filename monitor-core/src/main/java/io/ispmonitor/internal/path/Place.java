package io.ispmonitor.internal.path;

import org.jspecify.annotations.Nullable;

/**
 * A device's place in the network.
 *
 * @param watched the device
 * @param parents what it depends on: on one of each group
 * @param reachability how it is asked whether it is there; null when it is not
 * @param moved whether it is asked elsewhere than before
 * @param decided whether its schedule could say if it is asked; if not, that is still to be known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only taken apart
record Place(
    Watched watched,
    Watched[][] parents,
    @Nullable Asking reachability,
    boolean moved,
    boolean decided) {}
