package io.plimsoll.center.compliance;

import java.util.Collection;
import java.util.Locale;

/// What can come out for a requirement or one of its members, worst first (catalogue, `rules`).
public enum PciVerdict {
    FAIL,
    NO_DATA,
    ATTESTATION_DUE,
    EXCEPTED,
    PASS,
    NOT_APPLICABLE;

    /// The word of catalogue and API, such as `no_data`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The worst of these. What does not apply is left out unless nothing applies; of nothing at all, nothing is known.
    public static PciVerdict worst(Collection<PciVerdict> verdicts) {
        return verdicts.stream().sorted().findFirst().orElse(NO_DATA);
    }
}
