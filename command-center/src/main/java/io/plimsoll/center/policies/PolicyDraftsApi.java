package io.plimsoll.center.policies;

import io.plimsoll.center.server.http.Permission;
import io.plimsoll.policy.PolicyReading;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Texts that somebody is still writing, over HTTP.
@RestController
final class PolicyDraftsApi {
    private final Policies policies;

    PolicyDraftsApi(Policies policies) {
        this.policies = policies;
    }

    @PostMapping("/api/v1/policy-drafts/check")
    @Permission("policies.read")
    PolicyReading check(@RequestBody DraftText text) {
        return policies.check(text);
    }
}
