package io.plimsoll.enforcer.report;

import io.plimsoll.api.enforcer.v1.Capability;
import io.plimsoll.enforcer.kernel.KernelFeatures;
import io.plimsoll.enforcer.kernel.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What this host can enforce, as it was found out. Any thread.
public final class Capabilities {
    private static final Set<String> RUNC = Set.of("runc", "/usr/bin/runc", "/usr/sbin/runc");

    private final Map<String, Capability> rows = new ConcurrentHashMap<>();

    /// What the kernel offers.
    public void kernel(KernelFeatures features) {
        features.support().forEach((feature, support) -> {
            String name = "kernel-" + feature.name().toLowerCase(Locale.ROOT).replace('_', '-');
            switch (support) {
                case Support.Supported _ -> set(name, "supported", "");
                case Support.Unsupported(String why) -> set(name, "unsupported", why);
                case Support.CouldNotTell(String why) -> set(name, "unknown", why);
            }
        });
    }

    public void supported(String name) {
        set(name, "supported", "");
    }

    public void unsupported(String name, String why) {
        set(name, "unsupported", why);
    }

    /// @param why not; empty if it is supported
    public void set(String name, Optional<String> why) {
        why.ifPresentOrElse(w -> unsupported(name, w), () -> supported(name));
    }

    /// Runtimes of the engine besides the one that the shim took the place of: containers under them are not seen.
    public void runtimes(Map<String, String> pathsByName) {
        List<String> others = new ArrayList<>();
        new TreeMap<>(pathsByName).forEach((name, path) -> {
            if (!RUNC.contains(path) && !path.isEmpty()) {
                others.add(name + " (" + path + ")");
            }
        });
        if (others.isEmpty()) {
            supported("all-runtimes-governed");
        } else {
            unsupported(
                    "all-runtimes-governed",
                    "the engine also knows runtimes without a shim: " + String.join(", ", others));
        }
    }

    private void set(String name, String state, String detail) {
        rows.put(
                name,
                Capability.newBuilder()
                        .setName(name)
                        .setState(state)
                        .setDetail(detail)
                        .build());
    }

    /// All of them, by name.
    public List<Capability> all() {
        return List.copyOf(new TreeMap<>(rows).values());
    }
}
