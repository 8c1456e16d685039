package io.plimsoll.center.policies;

import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.policy.InvalidPolicyException;
import io.plimsoll.policy.KnownServices;
import io.plimsoll.policy.Policy;
import io.plimsoll.policy.PolicyDocument;
import org.jspecify.annotations.Nullable;

/// The text of a policy as somebody sends it.
public record DraftText(@Nullable String document) {
    /// The text.
    ///
    /// @throws ProblemException if there is none
    String required() {
        if (document == null || document.indexOf('\0') >= 0) {
            throw ProblemException.invalid("'document' is the text of a policy");
        }
        return document;
    }

    /// The policy that it holds.
    ///
    /// @throws ProblemException naming every mistake
    Policy policy(KnownServices services) {
        try {
            return PolicyDocument.parse(required(), services);
        } catch (InvalidPolicyException e) {
            throw Policies.invalid(e.mistakes());
        }
    }
}
