package io.plimsoll.enforcer.admission;

import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.policies.InForce;
import io.plimsoll.enforcer.runtime.MalformedConfigurationException;
import io.plimsoll.policy.Mode;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/// The UNIX socket on which the runtime shim asks. Its folder is open to root alone, and whoever connects must be root
/// too.
public final class AdmissionSocket implements AutoCloseable {
    private static final int MOST_AT_ONCE = 256;
    private static final long LONGEST_TALK_MINUTES = 15;

    private final Path socket;
    private final ServerSocketChannel listener;
    private final Doorkeeper doorkeeper;
    private final Supplier<InForce> policies;
    private final Failures failures;
    private final UserPrincipal root;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("admission-deadlines").daemon().factory());

    private AdmissionSocket(Path socket, ServerSocketChannel listener, AdmissionNeeds needs, UserPrincipal root) {
        this.socket = socket;
        this.listener = listener;
        this.doorkeeper = needs.doorkeeper();
        this.policies = needs.policies();
        this.failures = needs.failures();
        this.root = root;
    }

    /// Listens. A socket that an Enforcer before us left behind is replaced.
    ///
    /// @throws UncheckedIOException if that is not possible
    public static AdmissionSocket open(Path socket, AdmissionNeeds needs) {
        try {
            Path folder = Objects.requireNonNull(socket.toAbsolutePath().getParent());
            WholeFile.folder(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.deleteIfExists(socket);
            ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(socket), MOST_AT_ONCE);
            UserPrincipal root =
                    socket.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("root");
            AdmissionSocket admission = new AdmissionSocket(socket, listener, needs, root);
            Thread.ofPlatform().name("admission").daemon().start(admission::accept);
            return admission;
        } catch (IOException e) {
            throw new UncheckedIOException("the admission socket " + socket + " cannot be opened", e);
        }
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel channel = listener.accept();
                Thread.ofVirtual().name("admission-talk").start(() -> serve(channel));
            } catch (AsynchronousCloseException e) {
                return;
            } catch (IOException e) {
                failures.note(Failure.TOO_MANY_QUESTIONS, "no connection can be accepted: " + e.getMessage());
            }
        }
    }

    private void serve(SocketChannel channel) {
        ScheduledFuture<?> deadline = deadlines.schedule(() -> close(channel), LONGEST_TALK_MINUTES, TimeUnit.MINUTES);
        boolean place = places.tryAcquire();
        try {
            talk(channel, place);
        } catch (EOFException | AsynchronousCloseException e) {
            // The shim was ended by a signal, or gave up and followed its direction.
        } catch (IOException e) {
            failures.note(Failure.DECISION_BROKEN, "an answer did not reach the shim: " + e.getMessage());
        } finally {
            deadline.cancel(false);
            close(channel);
            if (place) {
                places.release();
            }
        }
    }

    private void talk(SocketChannel channel, boolean place) throws IOException {
        UnixDomainPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
        if (!peer.user().equals(root)) {
            failures.note(Failure.QUESTION_FROM_STRANGER, "user " + peer.user().getName());
            return;
        }
        if (!place) {
            undecided(channel, Failure.TOO_MANY_QUESTIONS, "more than " + MOST_AT_ONCE + " at once");
            return;
        }
        try {
            new Conversation(channel, doorkeeper).run();
        } catch (MalformedQuestionException e) {
            undecided(channel, Failure.QUESTION_MALFORMED, String.valueOf(e.getMessage()));
        } catch (MalformedConfigurationException e) {
            undecided(channel, Failure.CONFIGURATION_MALFORMED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            undecided(channel, Failure.DECISION_BROKEN, e.toString());
        }
    }

    /// Answers a failure in its direction. Where that is to allow, the connection ends without an answer: the
    /// shim knows the same direction, and records the start as one that nobody judged.
    private void undecided(SocketChannel channel, Failure failure, String detail) throws IOException {
        failures.note(failure, detail);
        if (!failure.allowsStart(policies.get().host(), Mode.ENFORCE)) {
            Conversation.refuse(channel, Answer.Deny.undecided(failure.sentence() + ": " + detail));
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nobody is left to tell.
        }
    }

    /// Stops listening. Talks that have begun go on.
    @Override
    public void close() {
        try {
            listener.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
