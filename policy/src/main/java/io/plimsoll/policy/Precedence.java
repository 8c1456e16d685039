package io.plimsoll.policy;

import java.time.LocalDate;
import java.util.Comparator;

/// Which of several policies about one image counts before the others: the stricter mode of the day, then the one for
/// some images before the one for all, then by name.
public final class Precedence {
    private Precedence() {}

    /// Of policies about images. All of them count; the first that is broken decides.
    ///
    /// @param today in UTC
    public static Comparator<AssurancePolicy> ofImages(LocalDate today) {
        return Comparator.comparing((AssurancePolicy policy) -> policy.modeOn(today))
                .reversed()
                .thenComparing(policy -> policy.scope().isGlobal())
                .thenComparing(AssurancePolicy::name);
    }

    /// Of policies about what runs inside. The first counts alone.
    public static Comparator<RuntimePolicy> ofRuntime() {
        return Comparator.comparing(RuntimePolicy::mode)
                .reversed()
                .thenComparing(policy -> policy.scope().isGlobal())
                .thenComparing(RuntimePolicy::name);
    }
}
