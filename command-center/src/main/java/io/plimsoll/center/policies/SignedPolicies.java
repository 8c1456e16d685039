package io.plimsoll.center.policies;

import com.google.protobuf.ByteString;
import io.plimsoll.policy.PolicySnapshot;

/// All policies in force with the bytes that were signed, ready to be sent.
///
/// @param signature Ed25519 over `plimsoll-snapshot\n` and the document
public record SignedPolicies(PolicySnapshot snapshot, ByteString document, ByteString signature) {
    public long version() {
        return snapshot.version();
    }
}
