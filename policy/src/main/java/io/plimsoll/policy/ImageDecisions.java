package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What people decided about single images of a Command Center. It travels with the policies, so that all who judge
/// take the same decisions.
///
/// @param disallowed images of which no container starts, whatever policies and exceptions say
/// @param approvedBases chain ids that count in every policy that asks for an approved base
public record ImageDecisions(List<Disallowed> disallowed, Set<Digest> approvedBases) {
    /// The name that stands in the place of a policy's where an image is refused for such a decision.
    public static final String POLICY = "disallowed-images";

    /// The word of the rule.
    public static final String RULE = "disallowed";

    /// Nobody decided anything.
    public static final ImageDecisions NONE = new ImageDecisions(List.of(), Set.of());

    public ImageDecisions {
        disallowed = List.copyOf(disallowed);
        approvedBases = Set.copyOf(approvedBases);
    }

    /// One image that somebody disallowed.
    ///
    /// @param image its id: the digest of its configuration
    /// @param reason why, for the person who wants to start it
    public record Disallowed(Digest image, String reason, String by, Instant since) {
        private Violation violation() {
            return new Violation(
                    POLICY, Mode.ENFORCE, RULE, by + " disallowed this image: " + reason, new Authorship(0, by, since));
        }
    }

    /// Why no container of this image starts. It need not be scanned: its digest tells.
    ///
    /// @param digests of the image, as far as they are known
    public Optional<Violation> against(Set<Digest> digests) {
        return disallowed.stream()
                .filter(one -> digests.contains(one.image()))
                .findFirst()
                .map(Disallowed::violation);
    }

    /// The same policies, with these bases approved wherever one asks for approved bases.
    public List<AssurancePolicy> approving(List<AssurancePolicy> policies) {
        return approvedBases.isEmpty()
                ? policies
                : policies.stream().map(this::approving).toList();
    }

    private AssurancePolicy approving(AssurancePolicy policy) {
        return new AssurancePolicy(
                policy.name(),
                policy.description(),
                policy.mode(),
                policy.starts(),
                policy.scope(),
                policy.checks().stream().map(this::approving).toList());
    }

    private AssuranceCheck approving(AssuranceCheck check) {
        if (check instanceof AssuranceCheck.ApprovedBase(Set<Digest> named)) {
            Set<Digest> all = new HashSet<>(named);
            all.addAll(approvedBases);
            return new AssuranceCheck.ApprovedBase(all);
        }
        return check;
    }

    /// What a draft of a policy is asked with: the bases alone.
    ImageDecisions basesAlone() {
        return new ImageDecisions(List.of(), approvedBases);
    }
}
