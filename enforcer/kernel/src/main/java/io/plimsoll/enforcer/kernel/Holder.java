package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.linux.Fd;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Who holds the descriptors that gates live by: another process ([Keeper]), or nobody else ([NoKeeper]).
abstract class Holder {
    /// The fanotify group. Each call gives a descriptor that the caller owns.
    abstract Fd group();

    /// A descriptor that was held under this name by us or by a process before us. The caller owns it.
    abstract Optional<Fd> held(String name);

    /// Has a descriptor held, in the place of an older one of that name. The caller goes on owning its own.
    abstract void hold(String name, Fd descriptor);

    /// Lets go what is held under this name, if anything is.
    abstract void drop(String name);

    /// The names under which something is held.
    abstract Set<String> heldNames();

    /// A process besides this one that must never be asked to wait for us; -1 if there is none.
    abstract int pid();

    /// From now on, says that we are alive as long as this is true.
    ///
    /// @param back is called after a time in which the holder answered in our place
    abstract void watchOver(BooleanSupplier alive, Runnable back);
}
