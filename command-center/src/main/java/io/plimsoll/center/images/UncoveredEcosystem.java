package io.plimsoll.center.images;

/// Packages of one ecosystem that nobody can say anything about.
///
/// @param reason one sentence for people
public record UncoveredEcosystem(String ecosystem, int packages, String reason) {
    /// For judgement: what is missing from the picture.
    public String sentence() {
        return packages + (packages == 1 ? " package of " : " packages of ") + ecosystem + " not assessed: " + reason;
    }
}
