package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.KernelFeatures.Feature;
import io.plimsoll.enforcer.kernel.Support.CouldNotTell;
import io.plimsoll.enforcer.kernel.Support.Supported;
import io.plimsoll.enforcer.kernel.Support.Unsupported;
import io.plimsoll.enforcer.kernel.bpf.BpfLibrary;
import io.plimsoll.enforcer.kernel.bpf.BpfRefused;
import io.plimsoll.enforcer.kernel.bpf.KernelTypes;
import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.CgroupTree;
import io.plimsoll.enforcer.kernel.linux.Fanotify;
import io.plimsoll.enforcer.kernel.linux.Fd;
import io.plimsoll.enforcer.kernel.linux.FileStatus;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Tries the kernel's features one by one. What can be tried is tried; a version number proves nothing
/// (distributions port features back, and build kernels without them).
final class FeatureProbe {
    /// A file system that every host has, and on which nothing is executed, so that watching it for a moment holds
    /// nobody up.
    private static final Path HARMLESS = Path.of("/sys");

    private final Map<Feature, Support> support = new EnumMap<>(Feature.class);

    KernelFeatures run() {
        tryOut(Feature.EXEC_PERMISSION_EVENTS, () -> {
            try (Fanotify group = Fanotify.open()) {
                group.watchMount(HARMLESS);
                return true;
            }
        });
        tryOut(Feature.FILE_SYSTEM_MARKS, () -> {
            try (Fanotify group = Fanotify.open()) {
                group.watchFileSystem(HARMLESS);
                return true;
            }
        });
        tryOut(Feature.MOUNT_IDS, () -> FileStatus.of(HARMLESS).mount() >= 0);
        tryOut(Feature.SAFE_PATH_WALK, () -> {
            try (Fd folder = Fd.place(HARMLESS);
                    Fd _ = folder.placeInside("kernel")) {
                return true;
            }
        });
        tryOut(Feature.DESCRIPTOR_PASSING, FeatureProbe::takesOwnDescriptor);
        tryOut(Feature.CGROUP_V2, () -> CgroupTree.find().isPresent());
        tryOut(Feature.LIBBPF, BpfLibrary::isInstalled);
        tryOut(Feature.TYPE_INFORMATION, () -> {
            try (KernelTypes _ = KernelTypes.load()) {
                return true;
            }
        });
        tryOut(Feature.OVERLAY_TYPE_INFORMATION, () -> {
            try (KernelTypes types = KernelTypes.load()) {
                return types.hasStruct("ovl_inode", "overlay");
            }
        });
        tryOut(Feature.SENTINEL, () -> {
            try (SentinelParts _ = SentinelParts.loadOrTakeOver(new NoKeeper())) {
                return true;
            }
        });
        tryOut(Feature.MAPPING_LOOKUP, KernelTypes::canLookUpMappings);
        return new KernelFeatures(support);
    }

    private void tryOut(Feature feature, BooleanSupplier attempt) {
        support.put(feature, answer(attempt));
    }

    private static Support answer(BooleanSupplier attempt) {
        try {
            return attempt.getAsBoolean() ? new Supported() : new Unsupported("this host does not have it");
        } catch (BpfRefused e) {
            return new Unsupported(String.valueOf(e.getMessage()));
        } catch (CallFailed e) {
            String reason = String.valueOf(e.getMessage());
            return e.isForbidden() ? new CouldNotTell(reason) : new Unsupported(reason);
        }
    }

    private static boolean takesOwnDescriptor() {
        try (Fd own = Fd.place(HARMLESS);
                Fd _ = Fd.duplicate(Math.toIntExact(ProcessHandle.current().pid()), own.number())) {
            return true;
        }
    }
}
