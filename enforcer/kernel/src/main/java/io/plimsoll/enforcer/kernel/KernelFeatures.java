package io.plimsoll.enforcer.kernel;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What this host's kernel can do for us. `docs/kernel-features.md` says what each feature is for, and what is lost
/// without it.
public record KernelFeatures(Map<Feature, Support> support) {
    public KernelFeatures {
        EnumMap<Feature, Support> complete = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            complete.put(feature, support.getOrDefault(feature, new Support.CouldNotTell("it was not tried")));
        }
        support = Collections.unmodifiableMap(complete);
    }

    /// Tries every feature, and leaves nothing behind. Needs root for most of them.
    public static KernelFeatures probe() {
        return new FeatureProbe().run();
    }

    public Support of(Feature feature) {
        return support.getOrDefault(feature, new Support.CouldNotTell("it was not tried"));
    }

    public boolean has(Feature feature) {
        return of(feature) instanceof Support.Supported;
    }

    /// One thing that a kernel may have or not.
    public enum Feature {
        /// fanotify asks before a file is executed, with an unlimited queue.
        EXEC_PERMISSION_EVENTS,
        /// fanotify watches a whole file system, in every mount namespace.
        FILE_SYSTEM_MARKS,
        /// `statx` tells the mount through which a file was reached.
        MOUNT_IDS,
        /// `openat2` walks a path without following links.
        SAFE_PATH_WALK,
        /// A descriptor can be taken from another process, with which the keeper's work begins.
        DESCRIPTOR_PASSING,
        /// Containers have cgroups of version 2, also beside version 1.
        CGROUP_V2,
        /// libbpf 1.x is installed.
        LIBBPF,
        /// The kernel describes its types, so that BPF programs can be fitted to it.
        TYPE_INFORMATION,
        /// Those of overlayfs, too.
        OVERLAY_TYPE_INFORMATION,
        /// The sentinel loads: raw tracepoints, ring buffers, signals from BPF.
        SENTINEL,
        /// BPF programs can look at mappings, so that the sentinel sees the dynamic linker and mapped files.
        MAPPING_LOOKUP
    }
}
