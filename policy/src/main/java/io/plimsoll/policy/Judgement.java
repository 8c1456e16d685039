package io.plimsoll.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the policies conclude about starting a container of an image.
public sealed interface Judgement {
    /// No rule is broken.
    record Admitted() implements Judgement {}

    /// Rules are broken, but of no enforcing policy: it starts, and that is recorded.
    record WouldRefuse(List<Violation> violations) implements Judgement {
        public WouldRefuse {
            violations = requireSome(violations);
        }
    }

    /// A rule of an enforcing policy is broken; its violations come first.
    record Refused(List<Violation> violations) implements Judgement {
        public Refused {
            violations = requireSome(violations);
        }
    }

    /// The scan is under way and an enforcing policy needs its result: wait, then judge again.
    record Pending(Violation until) implements Judgement {}

    /// Everything that is broken, the deciding violation first; empty when admitted.
    default List<Violation> violations() {
        return switch (this) {
            case Admitted a -> List.of();
            case WouldRefuse w -> w.violations();
            case Refused r -> r.violations();
            case Pending p -> List.of(p.until());
        };
    }

    /// The same with who wrote the policies.
    ///
    /// @param authors by the name of the policy
    default Judgement writtenBy(Map<String, Authorship> authors) {
        UnaryOperator<Violation> written = violation -> violation.writtenBy(authors.get(violation.policy()));
        return switch (this) {
            case Admitted a -> a;
            case WouldRefuse w ->
                new WouldRefuse(w.violations().stream().map(written).toList());
            case Refused r -> new Refused(r.violations().stream().map(written).toList());
            case Pending p -> new Pending(written.apply(p.until()));
        };
    }

    /// The violation that decided, if any.
    default Optional<Violation> deciding() {
        return violations().stream().findFirst();
    }

    /// The word of the API: `admitted`, `would-refuse`, `refused`, `pending`.
    default String word() {
        return switch (this) {
            case Admitted a -> "admitted";
            case WouldRefuse w -> "would-refuse";
            case Refused r -> "refused";
            case Pending p -> "pending";
        };
    }

    private static List<Violation> requireSome(List<Violation> violations) {
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("a judgement that refuses names at least one violation");
        }
        return List.copyOf(violations);
    }
}
