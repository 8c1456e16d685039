package io.plimsoll.enforcer.keeper;

import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.kernel.Direction;
import io.plimsoll.enforcer.kernel.Keeper;
import io.plimsoll.enforcer.kernel.KeeperUnreachable;
import io.plimsoll.policy.HostPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Starts the keeper where none runs, and speaks with it. It goes on when this process ends.
///
/// On disk, in the run folder: `keeper.seen`, its counters as we knew them last.
public final class KeeperProcess {
    private static final int SERVED_BY_ANOTHER = 3;
    private static final int LONGEST_WORDS = 2000;

    private final Path program;
    private final Path socket;
    private final Path log;
    private final WholeFile seen;
    private final Failures failures;
    private KeeperCounters known;

    /// @param program `libexec/plimsoll-runc`
    /// @param runFolder for its socket
    public KeeperProcess(Path program, Path runFolder, Path log, Failures failures) {
        this.program = program;
        this.socket = runFolder.resolve("keeper.sock");
        this.log = log;
        this.seen = new WholeFile(runFolder.resolve("keeper.seen"), 4096);
        this.failures = failures;
        this.known = seen.read()
                .map(b -> KeeperCounters.parse(new String(b, StandardCharsets.US_ASCII)))
                .orElse(KeeperCounters.ZERO);
    }

    /// Has a keeper run, and connects to it. The caller closes the connection.
    ///
    /// @return empty, and a failure is noted, if that is not possible
    public Optional<Keeper> connect(HostPolicy.Direction direction) {
        try {
            run(direction);
            Keeper keeper = Keeper.connect(socket);
            keeper.answer(kernelDirection(direction));
            return Optional.of(keeper);
        } catch (IOException | KeeperUnreachable e) {
            failures.note(Failure.KEEPER_AWAY, String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Starts it, unless one serves the socket already.
    private void run(HostPolicy.Direction direction) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "plimsoll-keeper",
                        "--socket",
                        socket.toString(),
                        "--direction",
                        direction.name().toLowerCase(Locale.ROOT),
                        "--log",
                        log.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the keeper does not get ready");
        }
        if (process.exitValue() != 0 && process.exitValue() != SERVED_BY_ANOTHER) {
            String words = new String(process.getInputStream().readNBytes(LONGEST_WORDS), StandardCharsets.UTF_8);
            throw new IOException("the keeper does not start: " + words.strip());
        }
    }

    static Direction kernelDirection(HostPolicy.Direction direction) {
        return switch (direction) {
            case DENY -> Direction.DENY;
            case ALLOW -> Direction.ALLOW;
        };
    }

    /// Tells it what to answer while we are away.
    public void answer(Keeper keeper, HostPolicy.Direction direction) {
        try {
            keeper.answer(kernelDirection(direction));
        } catch (KeeperUnreachable e) {
            failures.note(Failure.KEEPER_AWAY, String.valueOf(e.getMessage()));
        }
    }

    /// What it has done in our place since this was asked the last time, also by an Enforcer before us. A
    /// keeper that has died is started again: the connection finds it.
    public KeeperCounters newCounters(Keeper keeper, HostPolicy.Direction direction) {
        try {
            KeeperCounters now = KeeperCounters.parse(keeper.status());
            KeeperCounters since = now.since(known);
            if (!now.equals(known)) {
                known = now;
                seen.write(now.toString().getBytes(StandardCharsets.US_ASCII));
            }
            return since;
        } catch (KeeperUnreachable | UncheckedIOException e) {
            failures.note(Failure.KEEPER_AWAY, String.valueOf(e.getMessage()));
            startAgain(direction);
            return KeeperCounters.ZERO;
        }
    }

    private void startAgain(HostPolicy.Direction direction) {
        try {
            run(direction);
        } catch (IOException e) {
            failures.note(Failure.KEEPER_AWAY, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
