package io.plimsoll.scanner.registry;

/// An access key of AWS. Its text shows no secret.
///
/// @param id of 16 or more letters and digits; no secret
/// @param sessionToken that goes with a temporary key; empty for one that stays
record AwsKey(String id, String secret, String sessionToken) {
    @Override
    public String toString() {
        return "AwsKey[" + id + "]";
    }
}
