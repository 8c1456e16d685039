package io.plimsoll.enforcer.shim;

import io.plimsoll.policy.HostPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The place of the engine's runtime, which the shim takes. All work on files is the installer's
/// (`plimsoll-shim`), which never leaves a moment without a working runtime.
public final class ShimPlace {
    /// Beyond the wait for a scan: what a decision and the setting of gates may take on a slow host.
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final int MINUTES = 2;
    private static final int LONGEST_OUTPUT = 64 * 1024;

    private final Path installer;
    private final Path shim;
    private final Path runc;
    private final Path socket;

    /// @param installer `libexec/plimsoll-shim`
    /// @param shim `libexec/plimsoll-runc`
    /// @param runc what the engine resolves as its runtime
    /// @param socket where the shim asks
    public ShimPlace(Path installer, Path shim, Path runc, Path socket) {
        this.installer = installer;
        this.shim = shim;
        this.runc = runc;
        this.socket = socket;
    }

    public Path runc() {
        return runc;
    }

    /// Puts the shim in place, or changes how it is configured.
    ///
    /// @throws ShimFailedException if that is not possible; the runtime is then as it was
    public void install(HostPolicy policy) {
        run(
                "install",
                "--runc",
                runc.toString(),
                "--shim",
                shim.toString(),
                "--socket",
                socket.toString(),
                "--direction",
                policy.whenEnforcerAway().name().toLowerCase(Locale.ROOT),
                "--timeout-ms",
                Long.toString(policy.scanWait().plus(MARGIN).toMillis()));
    }

    /// Gives the engine its own runtime back.
    ///
    /// @throws ShimFailedException if that is not possible
    public void restore() {
        run("restore", "--runc", runc.toString());
    }

    /// How things stand: `installed`, `absent`, `bypassed`, `half` or `broken`.
    public String state() {
        Outcome outcome = execute("status", "--runc", runc.toString());
        return outcome.text()
                .lines()
                .filter(l -> l.startsWith("state="))
                .map(l -> l.substring("state=".length()))
                .findFirst()
                .orElseThrow(() -> new ShimFailedException(outcome.lastLine()));
    }

    /// Whether the runtime knows mount options that also cover what is mounted below, such as `rnoexec`.
    public boolean knowsRecursiveOptions() {
        Optional<Outcome> features = tryExecute(runc.toString(), "features");
        return features.isPresent() && features.get().text().contains("\"rnoexec\"");
    }

    private void run(String... arguments) {
        Outcome outcome = execute(arguments);
        if (outcome.exit() != 0) {
            throw new ShimFailedException(outcome.lastLine());
        }
    }

    private Outcome execute(String... arguments) {
        List<String> words = new ArrayList<>(List.of("sh", installer.toString()));
        words.addAll(List.of(arguments));
        return tryExecute(words.toArray(String[]::new))
                .orElseThrow(() -> new ShimFailedException(installer + " cannot be run, or does not end"));
    }

    private static Optional<Outcome> tryExecute(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new Outcome(process.exitValue(), text));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private record Outcome(int exit, String text) {
        String lastLine() {
            return text.lines().reduce((_, next) -> next).orElse("it ended with " + exit + " and said nothing");
        }
    }
}
