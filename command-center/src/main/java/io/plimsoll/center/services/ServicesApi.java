package io.plimsoll.center.services;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.model.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Services over HTTP. Their members are containers, listed where containers are.
@RestController
final class ServicesApi {
    record WorstImage(String id, String name, Map<String, Integer> severities) {
        static WorstImage of(StoredService.WorstImage image) {
            Map<String, Integer> severities = new LinkedHashMap<>();
            for (Severity severity : Severity.values()) {
                severities.put(severity.word(), image.severities().getOrDefault(severity, 0));
            }
            return new WorstImage(image.id(), image.name(), severities);
        }
    }

    record Selection(
            Map<String, String> labels, Map<String, String> engineLabels, List<String> projects, List<String> images) {}

    /// @param selection null for callers who are held to labels: it may name what they do not see
    record ServiceView(
            String name,
            String description,
            @Nullable Selection selection,
            Map<String, String> labels,
            int containers,
            int running,
            int images,
            int unscanned,
            @Nullable String verdict,
            @Nullable WorstImage worst,
            Instant changedAt,
            String changedBy) {
        static ServiceView of(Caller caller, StoredService stored) {
            Service service = stored.service();
            ServiceSelection s = service.selection();
            return new ServiceView(
                    service.name(),
                    service.description(),
                    caller.scope().isEverything()
                            ? new Selection(s.labels(), s.engineLabels(), s.projects(), s.images())
                            : null,
                    stored.labels(),
                    stored.containers(),
                    stored.running(),
                    stored.images(),
                    stored.unscanned(),
                    stored.verdict().orElse(null),
                    stored.worst().map(WorstImage::of).orElse(null),
                    service.changedAt(),
                    service.changedBy());
        }
    }

    record Written(long version, String by, Instant since) {}

    record RuleView(
            String policy,
            String kind,
            String description,
            String mode,
            @Nullable LocalDate starts,
            boolean global,
            List<String> checks,
            int containers,
            int images,
            @Nullable Written written) {
        static RuleView of(EffectiveRules.Rule rule) {
            return new RuleView(
                    rule.policy(),
                    rule.kind(),
                    rule.description(),
                    rule.mode().word(),
                    rule.starts().orElse(null),
                    rule.isGlobal(),
                    rule.checks(),
                    rule.containers(),
                    rule.images(),
                    rule.written()
                            .map(w -> new Written(w.version(), w.by(), w.since()))
                            .orElse(null));
        }
    }

    record RulesView(int containers, int images, long version, List<RuleView> rules) {
        static RulesView of(EffectiveRules rules) {
            return new RulesView(
                    rules.containers(),
                    rules.images(),
                    rules.version(),
                    rules.rules().stream().map(RuleView::of).toList());
        }
    }

    private final Services services;

    ServicesApi(Services services) {
        this.services = services;
    }

    @GetMapping("/api/v1/services")
    @Permission(value = "services.read", reach = Permission.Reach.LABELS)
    Page<ServiceView> list(Caller caller, PageRequest page) {
        return services.list(page).map(service -> ServiceView.of(caller, service));
    }

    @GetMapping("/api/v1/services/{name}")
    @Permission(value = "services.read", reach = Permission.Reach.LABELS)
    ServiceView get(Caller caller, @PathVariable String name) {
        return ServiceView.of(caller, services.find(name));
    }

    @PostMapping("/api/v1/services")
    @ResponseStatus(HttpStatus.CREATED)
    @Permission("services.write")
    ServiceView add(Caller caller, @RequestBody ServiceDraft draft) {
        return ServiceView.of(caller, services.add(caller, draft));
    }

    @PutMapping("/api/v1/services/{name}")
    @Permission("services.write")
    ServiceView change(Caller caller, @PathVariable String name, @RequestBody ServiceDraft draft) {
        return ServiceView.of(caller, services.change(caller, name, draft));
    }

    @DeleteMapping("/api/v1/services/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("services.write")
    void delete(Caller caller, @PathVariable String name) {
        services.delete(caller, name);
    }

    @GetMapping("/api/v1/services/{name}/rules")
    @Permission("services.read")
    RulesView rules(@PathVariable String name) {
        return RulesView.of(services.rules(name));
    }
}
