package io.plimsoll.enforcer.gate;

import io.plimsoll.enforcer.disk.WholeFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// Which containers were gated, for the Enforcer after us: what it finds running and not named here had started without
/// one. In the run folder, which ends with the host's uptime as containers do.
public final class GateMemory {
    private final WholeFile file;
    private final Set<String> before;

    public GateMemory(Path runFolder) {
        file = new WholeFile(runFolder.resolve("gates"), 4 * 1024 * 1024);
        before = file.read()
                .map(b -> new String(b, StandardCharsets.US_ASCII).lines().collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /// Whether the Enforcer before us had gated it.
    public boolean had(HeldGate gate) {
        return before.contains(line(gate));
    }

    /// What cannot be written makes a later Enforcer tell a container as ungoverned that was not: the safe side.
    void write(Collection<HeldGate> gates) {
        try {
            String text = gates.stream().map(g -> line(g) + "\n").sorted().collect(Collectors.joining());
            file.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (UncheckedIOException e) {
            // See above.
        }
    }

    private static String line(HeldGate gate) {
        return gate.containerId() + " " + gate.process().pid() + " "
                + gate.process().startTicks();
    }
}
