package io.plimsoll.model;

import java.util.Locale;

/// How CISA weighs a vulnerability for whoever has to choose what to mend first ("Stakeholder-Specific Vulnerability
/// Categorization", decision points of the coordinator).
///
/// @param automatable whether the first steps of an attack can be automated
/// @param totalImpact whether an attacker gains total control of the affected software
public record Ssvc(Exploitation exploitation, boolean automatable, boolean totalImpact) {
    /// What was known of attacks when CISA looked, the least first.
    public enum Exploitation {
        NONE,
        /// A proof of concept is public.
        POC,
        /// It is being exploited.
        ACTIVE;

        /// The lower-case word of documents, such as `poc`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// For people: `proof of concept, can be automated, partial impact`.
    public String inWords() {
        String attacks = switch (exploitation) {
            case NONE -> "no known attack";
            case POC -> "proof of concept";
            case ACTIVE -> "exploited";
        };
        return attacks
                + (automatable ? ", can be automated" : ", not automated")
                + (totalImpact ? ", total impact" : ", partial impact");
    }
}
