package io.plimsoll.center.policies;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.policy.Mode;
import io.plimsoll.policy.Policy;
import io.plimsoll.policy.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Policies over HTTP.
@RestController
final class PoliciesApi {
    record PolicyView(
            String name,
            String kind,
            @Nullable String mode,
            @Nullable Integer order,
            @Nullable String appliesTo,
            String description,
            long version,
            String document,
            @Nullable String judgedDocument,
            Instant changedAt,
            String changedBy) {
        static PolicyView of(StoredPolicy stored, Map<String, Integer> order, Policies policies) {
            Policy policy = stored.policy();
            return new PolicyView(
                    policy.name(),
                    policy.kind(),
                    StoredPolicy.mode(policy).map(Mode::word).orElse(null),
                    order.get(policy.name()),
                    StoredPolicy.scope(policy).map(PolicyView::appliesTo).orElse(null),
                    StoredPolicy.description(policy),
                    stored.version(),
                    stored.document(),
                    policies.withImagesOfServices(policy).orElse(null),
                    stored.changedAt(),
                    stored.changedBy());
        }

        private static String appliesTo(Scope scope) {
            return scope.isGlobal() ? "all" : "some";
        }
    }

    private static final Set<String> SORTS = Set.of("name", "precedence");

    private final Policies policies;

    PoliciesApi(Policies policies) {
        this.policies = policies;
    }

    @GetMapping("/api/v1/policies")
    @Permission("policies.read")
    Page<PolicyView> list(PageRequest page, @RequestParam(defaultValue = "name") String sort) {
        Map<String, Integer> order = policies.order();
        Page<StoredPolicy> listed =
                ProblemException.requireOneOf("sort", sort, SORTS).equals("name")
                        ? policies.list(page)
                        : policies.listByPrecedence(page);
        return listed.map(stored -> PolicyView.of(stored, order, policies));
    }

    @GetMapping("/api/v1/policies/{name}")
    @Permission("policies.read")
    PolicyView get(@PathVariable String name) {
        return PolicyView.of(policies.find(name), policies.order(), policies);
    }

    @PutMapping("/api/v1/policies/{name}")
    @Permission("policies.write")
    PolicyView put(Caller caller, @PathVariable String name, @RequestBody DraftText text) {
        return PolicyView.of(policies.put(caller, name, text.required()), policies.order(), policies);
    }

    @DeleteMapping("/api/v1/policies/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("policies.write")
    void delete(Caller caller, @PathVariable String name) {
        policies.delete(caller, name);
    }
}
