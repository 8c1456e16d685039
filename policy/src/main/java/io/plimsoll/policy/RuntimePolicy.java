package io.plimsoll.policy;

import java.util.List;

/// What may run inside a container once it has started: nothing but what its image holds in an unmodified layer.
///
/// @param execMounts container paths of volumes and tmpfs on which files may be executed; all other writable mounts
///     get `noexec`
/// @param writtenLibraries what happens to files that are mapped instead of executed
public record RuntimePolicy(
        String name,
        String description,
        Mode mode,
        Scope scope,
        List<String> execMounts,
        WrittenLibraries writtenLibraries)
        implements Policy {
    public RuntimePolicy {
        execMounts = List.copyOf(execMounts);
    }
}
