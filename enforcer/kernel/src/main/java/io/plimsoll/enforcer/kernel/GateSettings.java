package io.plimsoll.enforcer.kernel;

import java.nio.file.Path;
import java.util.List;

/// What holds for all gates of this host.
///
/// @param undecided the answer where a file system is watched whose container is not known (an Enforcer that has
///     just started), or where judging failed
/// @param layerFolders where engines keep image layers, for mounts with relative layer names:
///     `/var/lib/docker/overlay2`
/// @param verdictCapacity how many verdicts wait for a reader at most; beyond it they are lost and counted
public record GateSettings(Direction undecided, List<Path> layerFolders, int verdictCapacity) {
    public GateSettings {
        layerFolders = List.copyOf(layerFolders);
        if (verdictCapacity < 1) {
            throw new IllegalArgumentException("room for at least one verdict is needed, not " + verdictCapacity);
        }
    }
}
