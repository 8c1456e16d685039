package io.plimsoll.enforcer.fakes;

import io.plimsoll.enforcer.gate.GateOrder;
import io.plimsoll.enforcer.gate.GateResult;
import io.plimsoll.enforcer.gate.Gates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Remembers what was asked for, and answers as a test says.
public final class ListGates implements Gates {
    private final List<GateOrder> orders = new ArrayList<>();
    private GateResult result = new GateResult.InPlace("");
    private Optional<String> unavailable = Optional.empty();

    public void answer(GateResult newResult) {
        result = newResult;
    }

    public void areUnavailable(String why) {
        unavailable = Optional.of(why);
    }

    public List<GateOrder> orders() {
        return List.copyOf(orders);
    }

    @Override
    public Optional<String> unavailable() {
        return unavailable;
    }

    @Override
    public GateResult set(GateOrder order) {
        orders.add(order);
        return result;
    }
}
