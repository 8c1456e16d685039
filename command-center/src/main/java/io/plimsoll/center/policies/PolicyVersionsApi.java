package io.plimsoll.center.policies;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What policies were before, over HTTP.
@RestController
final class PolicyVersionsApi {
    record VersionView(
            long version,
            boolean removed,
            @Nullable Long restored,
            Instant changedAt,
            String changedBy,
            @Nullable String document) {
        static VersionView listed(PolicyVersion version) {
            return of(version, null);
        }

        static VersionView whole(PolicyVersion version) {
            return of(version, version.isRemoval() ? null : version.document());
        }

        private static VersionView of(PolicyVersion version, @Nullable String document) {
            return new VersionView(
                    version.version(),
                    version.isRemoval(),
                    version.restored().orElse(null),
                    version.changedAt(),
                    version.changedBy(),
                    document);
        }
    }

    private final Policies policies;

    PolicyVersionsApi(Policies policies) {
        this.policies = policies;
    }

    @GetMapping("/api/v1/policies/{name}/versions")
    @Permission("policies.read")
    Page<VersionView> list(@PathVariable String name, PageRequest page) {
        return policies.versions(name, page).map(VersionView::listed);
    }

    @GetMapping("/api/v1/policies/{name}/versions/{version}")
    @Permission("policies.read")
    VersionView get(@PathVariable String name, @PathVariable long version) {
        return VersionView.whole(policies.version(name, version));
    }

    @GetMapping("/api/v1/policies/{name}/versions/{version}/changes")
    @Permission("policies.read")
    PolicyChanges changes(@PathVariable String name, @PathVariable long version, @RequestParam Optional<Long> since) {
        return policies.changes(name, version, since);
    }

    @PostMapping("/api/v1/policies/{name}/versions/{version}/restoration")
    @Permission("policies.write")
    PoliciesApi.PolicyView restore(Caller caller, @PathVariable String name, @PathVariable long version) {
        return PoliciesApi.PolicyView.of(policies.restore(caller, name, version), policies.order(), policies);
    }
}
