package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.linux.Fanotify;
import io.plimsoll.enforcer.kernel.linux.Fd;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Nobody holds anything: gates end with this process.
final class NoKeeper extends Holder {
    @Override
    Fd group() {
        return Fanotify.open().descriptor();
    }

    @Override
    Optional<Fd> held(String name) {
        return Optional.empty();
    }

    @Override
    void hold(String name, Fd descriptor) {}

    @Override
    void drop(String name) {}

    @Override
    Set<String> heldNames() {
        return Set.of();
    }

    @Override
    int pid() {
        return -1;
    }

    @Override
    void watchOver(BooleanSupplier alive, Runnable back) {}
}
