package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.Fd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
    /// What we want held, and no longer held, under which names.
    private final Map<String, Fd> held = new HashMap<>();

    private final Set<String> unwanted = new HashSet<>();
    private final Fd group;
    private final Thread beating;

    private KeeperConnection connection;
    private KeeperGreeting greeting;
    private Set<String> keeperHas;
    private volatile int pid;
    private volatile BooleanSupplier alive = () -> true;
    private volatile Runnable back = () -> {};
    private volatile boolean closed;

    private Keeper(Path socket) throws IOException {
        this.socket = socket;
        this.connection = KeeperConnection.open(socket);
        this.greeting = KeeperGreeting.parse(connection.hear());
        this.keeperHas = new HashSet<>(greeting.held().keySet());
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

    /// What an Enforcer before us left becomes ours: a keeper that is started anew gets it from us.
    @Override
    synchronized Optional<Fd> held(String name) {
        Integer number = greeting.held().get(name);
        if (number != null && keeperHas.contains(name)) {
            held.computeIfAbsent(name, _ -> Fd.duplicate(greeting.pid(), number));
        }
        return Optional.ofNullable(held.get(name)).map(ours -> Fd.duplicate(ours.number()));
    }

    @Override
    synchronized void hold(String name, Fd descriptor) {
        closeIfAny(held.put(name, Fd.duplicate(descriptor.number())));
        unwanted.remove(name);
        keeperHas.remove(name); // or something older under that name, which it replaces
        agreeNowOrLater();
    }

    @Override
    synchronized void drop(String name) {
        closeIfAny(held.remove(name));
        unwanted.add(name);
        agreeNowOrLater();
    }

    @Override
    synchronized Set<String> heldNames() {
        Set<String> names = new HashSet<>(keeperHas);
        names.addAll(held.keySet());
        names.removeAll(unwanted);
        return names;
    }

    /// Waits for nothing: the deciding thread asks for each event.
    @Override
    int pid() {
        return pid;
    }

    @Override
    void watchOver(BooleanSupplier alive, Runnable back) {
        this.back = back;
        this.alive = alive;
    }

    /// Tells the keeper what it has not heard yet. One that does not answer now hears it when we are connected
    /// again.
    private void agreeNowOrLater() {
        try {
            agree();
        } catch (KeeperUnreachable _) {
            // the beating thread finds the connection closed
        }
    }

    private void agree() {
        held.forEach((name, descriptor) -> {
            if (!keeperHas.contains(name)) {
                hand(name, descriptor);
                keeperHas.add(name);
            }
        });
        for (String name : List.copyOf(unwanted)) {
            if (keeperHas.contains(name)) {
                ask("drop " + name);
                keeperHas.remove(name);
            }
            unwanted.remove(name);
        }
    }

    private void hand(String name, Fd descriptor) {
        ask("hold " + name + " " + ProcessHandle.current().pid() + " " + descriptor.number());
    }

    private static void closeIfAny(@Nullable Fd descriptor) {
        if (descriptor != null) {
            descriptor.close();
        }
    }

    private synchronized String ask(String line) {
        try {
            connection.say(line);
            String answer = connection.hear();
            if (answer.startsWith("error")) {
                throw new IllegalStateException("the keeper refused '" + line + "': " + answer);
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
            } catch (IOException
                    | IllegalArgumentException
                    | KeeperUnreachable
                    | IllegalStateException
                    | CallFailed _) {
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
        greeting = KeeperGreeting.parse(connection.hear());
        keeperHas = new HashSet<>(greeting.held().keySet());
        boolean another = greeting.pid() != pid;
        pid = greeting.pid();
        if (another) {
            hand(GROUP, group);
        }
        agree();
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
