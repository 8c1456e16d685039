package io.plimsoll.policy;

import io.plimsoll.model.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All that makers say about vulnerabilities of their products.
public record Vex(List<VexStatement> statements) {
    /// Nobody says anything.
    public static final Vex NONE = new Vex(List.of());

    public Vex {
        statements = List.copyOf(statements);
    }

    /// The statements of both.
    public Vex and(Vex more) {
        List<VexStatement> all = new ArrayList<>(statements);
        all.addAll(more.statements);
        return new Vex(all);
    }

    /// The statement that clears a finding: of several about it the latest one counts, of equally late ones the last. A
    /// statement that names the finding's own id counts before one that shares an alias with it alone: different
    /// vulnerabilities may have an alias in common.
    public Optional<VexStatement> clearing(Finding finding, VexProduct.Image image) {
        return statements.stream()
                .filter(statement -> statement.covers(finding, image))
                .sorted(Comparator.comparing((VexStatement statement) -> statement.names(finding))
                        .thenComparing(VexStatement::time))
                .reduce((_, later) -> later)
                .filter(VexStatement::isAllClear);
    }
}
