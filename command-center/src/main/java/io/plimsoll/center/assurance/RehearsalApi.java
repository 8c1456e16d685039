package io.plimsoll.center.assurance;

import io.plimsoll.center.images.ViolationView;
import io.plimsoll.center.policies.DraftText;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.policy.AssurancePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Rehearsals of policies over HTTP.
@RestController
final class RehearsalApi {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 90;

    record Wish(@Nullable String document, @Nullable Integer days) {
        Duration back() {
            int wanted = days == null ? USUAL_DAYS : days;
            if (wanted < 1 || wanted > MOST_DAYS) {
                throw ProblemException.invalid("'days' is from 1 to " + MOST_DAYS + ", not " + wanted);
            }
            return Duration.ofDays(wanted);
        }

        AssurancePolicy policy(Policies policies) {
            if (policies.draft(new DraftText(document)) instanceof AssurancePolicy policy) {
                return policy;
            }
            throw new ProblemException(
                    400,
                    "policy-not-rehearsed",
                    "only an AssurancePolicy can be rehearsed: what is stored says nothing about what would run"
                            + " inside containers; put this policy in audit and watch the audit trail");
        }
    }

    record StoppedView(
            String id,
            List<String> names,
            boolean gone,
            String verdict,
            int runningContainers,
            Total starts,
            @Nullable Instant lastStartAt,
            List<ViolationView> violations) {
        static StoppedView of(Rehearsal.Stopped stopped) {
            return new StoppedView(
                    stopped.image().image().id(),
                    stopped.names(),
                    stopped.image().gone(),
                    stopped.image().image().verdict(),
                    stopped.image().running(),
                    stopped.starts().count(),
                    stopped.starts().newest().orElse(null),
                    stopped.violations().stream().map(ViolationView::of).toList());
        }
    }

    record PartView(
            List<StoppedView> items,
            int looked,
            Total total,
            @Nullable String next) {}

    private final Rehearsal rehearsal;
    private final Policies policies;

    RehearsalApi(Rehearsal rehearsal, Policies policies) {
        this.rehearsal = rehearsal;
        this.policies = policies;
    }

    @PostMapping("/api/v1/policy-drafts/rehearsal")
    @Permission("images.read")
    PartView rehearse(@RequestBody Wish wish, PageRequest page) {
        Rehearsal.Part part = rehearsal.rehearse(wish.policy(policies), wish.back(), page);
        return new PartView(
                part.stopped().stream().map(StoppedView::of).toList(),
                part.looked(),
                part.total(),
                part.next().map(Cursor::encoded).orElse(null));
    }
}
