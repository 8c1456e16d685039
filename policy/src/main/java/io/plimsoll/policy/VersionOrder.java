package io.plimsoll.policy;

import io.plimsoll.model.PackageType;
import java.util.OptionalInt;

/// How versions of each kind of package are ordered. Judgement gets it from outside, since the schemes belong to the
/// reading of advisories.
@FunctionalInterface
public interface VersionOrder {
    /// No order is known.
    VersionOrder UNKNOWN = (_, _, _) -> OptionalInt.empty();

    /// Negative, zero or positive as `a` is older than, the same as or newer than `b`; empty where it cannot be told.
    OptionalInt compare(PackageType type, String a, String b);
}
