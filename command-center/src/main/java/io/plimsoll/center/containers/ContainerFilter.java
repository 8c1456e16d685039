package io.plimsoll.center.containers;

import java.util.Optional;
import java.util.UUID;

/// Which containers a reader wants to see.
///
/// @param service that they belong to
/// @param network that they are on
/// @param label that counts for them, inherited ones too: `key` or `key=value`
/// @param isExposed whether others than the host itself reach them by a port
/// @param isUnfixed whether their image has critical or high findings that nobody accepted
record ContainerFilter(
        Optional<String> state,
        Optional<String> execGate,
        Optional<UUID> host,
        Optional<String> image,
        Optional<String> service,
        Optional<UUID> network,
        Optional<String> label,
        Optional<Boolean> isExposed,
        Optional<Boolean> isUnfixed) {
    /// Those that run with findings to mend.
    ///
    /// @param exposed whether only those that others reach
    static ContainerFilter runningUnfixed(boolean exposed) {
        return new ContainerFilter(
                Optional.of("running"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                exposed ? Optional.of(true) : Optional.empty(),
                Optional.of(true));
    }
}
