package io.plimsoll.model;

/// A CVSS base score with where it comes from.
///
/// @param score 0.0 to 10.0
/// @param vector the vector string, such as `CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H`
/// @param source who gave the vector, such as `nvd` or `ghsa`
public record Cvss(double score, String vector, String source) {
    public Cvss {
        if (score < 0.0 || score > 10.0 || Double.isNaN(score)) {
            throw new IllegalArgumentException("a CVSS score is from 0.0 to 10.0, not " + score);
        }
    }
}
