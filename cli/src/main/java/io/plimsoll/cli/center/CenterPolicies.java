package io.plimsoll.cli.center;

import io.plimsoll.cli.CommandFailure;
import io.plimsoll.policy.AssurancePolicy;
import io.plimsoll.policy.InvalidPolicyException;
import io.plimsoll.policy.Policy;
import io.plimsoll.policy.PolicyDocument;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The policies about images in force at the Command Center that this person or pipeline is logged in to.
public final class CenterPolicies {
    private CenterPolicies() {}

    /// As they are now.
    public static List<AssurancePolicy> fetch() {
        try (Center center = new Center(SavedSession.load())) {
            return center.all("/policies").stream()
                    .map(CenterPolicies::policy)
                    .filter(AssurancePolicy.class::isInstance)
                    .map(AssurancePolicy.class::cast)
                    .toList();
        }
    }

    private static Policy policy(JsonNode item) {
        try {
            return PolicyDocument.parse(
                    item.path("judgedDocument").asString(item.path("document").asString("")));
        } catch (InvalidPolicyException e) {
            throw new CommandFailure(
                    "the Command Center sent a policy '" + item.path("name").asString("")
                            + "' that this version cannot read; is the Center newer?\n  - "
                            + String.join("\n  - ", e.mistakes()),
                    e);
        }
    }
}
