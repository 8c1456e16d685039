package io.plimsoll.center.exceptions;

import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.policy.Suppression;
import io.plimsoll.policy.WaivedFacts;
import io.plimsoll.policy.Waiver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes down what judging made use of.
final class ExceptionUses {
    private static final class Use {
        private int findings;
        private int content;
        private boolean wholly;
    }

    private ExceptionUses() {}

    /// Keeps what was used for an image, in place of what was used before.
    ///
    /// @param inForce ids of the waivers in force; what ended since the judgement is left out
    static void put(Transaction transaction, String image, WaivedFacts waived, Map<Waiver, UUID> inForce) {
        transaction.change("delete from exception_use where image_id = ?", image);
        Map<UUID, Use> uses = new HashMap<>();
        waived.findings()
                .waived()
                .forEach(f -> use(uses, inForce, f.suppression()).ifPresent(use -> use.findings++));
        Stream.concat(waived.content().leaks().values().stream(), waived.content().cardNumbers().values().stream())
                .forEach(w -> use(uses, inForce, w).ifPresent(use -> use.content++));
        waived.wholly().flatMap(w -> use(uses, inForce, w)).ifPresent(use -> use.wholly = true);
        transaction.changeAll(
                "insert into exception_use (image_id, exception_id, findings, content, wholly) values (?, ?, ?, ?, ?)",
                uses.entrySet().stream()
                        .map(e -> new @Nullable Object[] {
                            image, e.getKey(), e.getValue().findings, e.getValue().content, e.getValue().wholly
                        })
                        .toList());
    }

    private static Optional<Use> use(Map<UUID, Use> uses, Map<Waiver, UUID> inForce, Suppression waiver) {
        return Optional.ofNullable(inForce.get(waiver)).map(id -> uses.computeIfAbsent(id, _ -> new Use()));
    }

    /// Of waivers that say the same the first one counts.
    static Map<Waiver, UUID> byWaiver(List<StoredException> exceptions) {
        Map<Waiver, UUID> ids = new HashMap<>();
        exceptions.forEach(e -> ids.putIfAbsent(e.waiver(), e.id()));
        return ids;
    }
}
