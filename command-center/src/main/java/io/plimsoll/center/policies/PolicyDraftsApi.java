package io.plimsoll.center.policies;

import io.plimsoll.center.server.http.Permission;
import io.plimsoll.policy.PolicyDocument;
import io.plimsoll.policy.PolicyReading;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Texts that somebody is still writing, over HTTP.
@RestController
final class PolicyDraftsApi {
    @PostMapping("/api/v1/policy-drafts/check")
    @Permission("policies.read")
    PolicyReading check(@RequestBody DraftText text) {
        return PolicyDocument.read(text.required());
    }
}
