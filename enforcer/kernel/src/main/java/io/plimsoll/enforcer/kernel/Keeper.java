package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.Fd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The connection to the keeper: a small native process that holds the gates while this one is away, and answers in
/// their direction when it hears nothing from us.
///
/// Two descriptors stand for everything: the keeper's and our duplicate of it (pidfd_getfd(2)). Whoever is left
/// when the other dies still holds the gate. We say every 200 ms that the deciding thread is alive. After a silence
/// the keeper closes the connection and answers; we connect again as soon as we are back, and give a keeper that
/// was started anew what the old one held.
public final class Keeper extends Holder implements AutoCloseable {
    private static final Duration BEAT = Duration.ofMillis(200);
    private static final String GROUP = "fanotify";

    private final Path socket;
    private final Map<String, Fd> held = new HashMap<>();
    private final Fd group;
    private final Thread beating;

    private KeeperConnection connection;
    private KeeperGreeting greeting;
    private volatile int pid;
    private volatile BooleanSupplier alive = () -> true;
    private volatile Runnable back = () -> {};
    private volatile boolean closed;

    private Keeper(Path socket) throws IOException {
        this.socket = socket;
        this.connection = KeeperConnection.open(socket);
        this.greeting = KeeperGreeting.parse(connection.hear());
        this.pid = greeting.pid();
        this.group = Fd.duplicate(pid, greeting.group());
        this.beating = Thread.ofPlatform().name("plimsoll-keeper-beat").daemon().unstarted(this::beat);
    }

    /// Connects, and begins to say that we are alive. An Enforcer that was connected before is taken for dead.
    ///
    /// @throws KeeperUnreachable if nobody answers there, or not as root
    public static Keeper connect(Path socket) {
        try {
            Keeper keeper = new Keeper(socket);
            keeper.beating.start();
            return keeper;
        } catch (IOException | IllegalArgumentException | CallFailed e) {
            throw new KeeperUnreachable(socket, "does not answer", e);
        }
    }

    /// Tells the keeper what to answer while we are away.
    public void answer(Direction direction) {
        ask("direction " + (direction == Direction.DENY ? "deny" : "allow"));
    }

    /// What the keeper did in our absence, in its own words: `direction=deny takeovers=1 denied=4 …`.
    public String status() {
        return ask("status").replaceFirst("^status ", "");
    }

    /// Ends the keeper, and with it every gate that we do not hold ourselves.
    public void quit() {
        ask("quit");
    }

    @Override
    Fd group() {
        return Fd.duplicate(group.number());
    }

    @Override
    synchronized Optional<Fd> held(String name) {
        Fd ours = held.get(name);
        if (ours != null) {
            return Optional.of(Fd.duplicate(ours.number()));
        }
        return Optional.ofNullable(greeting.held().get(name)).map(number -> Fd.duplicate(greeting.pid(), number));
    }

    @Override
    synchronized void hold(String name, Fd descriptor) {
        Fd own = Fd.duplicate(descriptor.number());
        Fd before = held.put(name, own);
        if (before != null) {
            before.close();
        }
        hand(name, own);
    }

    @Override
    synchronized void drop(String name) {
        Fd ours = held.remove(name);
        if (ours != null) {
            ours.close();
        }
        if (ours != null || greeting.held().containsKey(name)) {
            ask("drop " + name);
        }
    }

    /// Waits for nothing: the deciding thread asks for each event.
    @Override
    int pid() {
        return pid;
    }

    @Override
    synchronized Set<String> heldNames() {
        Set<String> names = new HashSet<>(greeting.held().keySet());
        names.addAll(held.keySet());
        return names;
    }

    @Override
    void watchOver(BooleanSupplier alive, Runnable back) {
        this.back = back;
        this.alive = alive;
    }

    private void hand(String name, Fd descriptor) {
        ask("hold " + name + " " + ProcessHandle.current().pid() + " " + descriptor.number());
    }

    private synchronized String ask(String line) {
        try {
            connection.say(line);
            String answer = connection.hear();
            if (answer.startsWith("error")) {
                throw new KeeperUnreachable(socket, "refused '" + line + "': " + answer, null);
            }
            return answer;
        } catch (IOException e) {
            connection.close(); // a late answer must not pass for the next one's
            throw new KeeperUnreachable(socket, "did not answer '" + line + "'", e);
        }
    }

    private void beat() {
        while (!closed) {
            try {
                Thread.sleep(BEAT);
                if (alive.getAsBoolean()) {
                    sayAlive();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | IllegalArgumentException | KeeperUnreachable | CallFailed _) {
                // Not there (yet): the group is ours as well, so nothing is lost by trying again after the next beat.
            }
        }
    }

    private void sayAlive() throws IOException {
        if (!isConnected()) {
            connectAgain();
            back.run();
        }
    }

    private synchronized boolean isConnected() {
        try {
            connection.say("beat");
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private synchronized void connectAgain() throws IOException {
        connection.close();
        connection = KeeperConnection.open(socket);
        int before = pid;
        greeting = KeeperGreeting.parse(connection.hear());
        pid = greeting.pid();
        if (pid != before) {
            hand(GROUP, group);
        }
        held.forEach((name, descriptor) -> {
            if (!greeting.held().containsKey(name)) {
                hand(name, descriptor);
            }
        });
    }

    /// Ends the connection: from now on the keeper answers.
    @Override
    public void close() {
        closed = true;
        beating.interrupt();
        synchronized (this) {
            connection.close();
            held.values().forEach(Fd::close);
            group.close();
        }
    }
}
