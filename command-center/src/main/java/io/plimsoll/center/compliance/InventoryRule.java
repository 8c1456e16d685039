package io.plimsoll.center.compliance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// S-2.4: every asset is labelled; what is in scope has a purpose and an owner; the list is current.
final class InventoryRule implements Rule {
    private static final Duration SILENT = Duration.ofHours(24);
    private static final Duration STALE = Duration.ofMinutes(15);

    @Override
    public Outcome evaluate(Facts facts) {
        List<Member> members = new ArrayList<>();
        facts.hosts().forEach(h -> members.add(host(facts, h)));
        facts.images()
                .forEach(i -> members.add(Member.judged(
                        "image", i.id(), i.name(), unlabelled(facts.scopeOf(i), i.labels()), List.of(), "labelled")));
        facts.containers().forEach(c -> members.add(container(facts, c)));
        return new Outcome(
                members,
                List.of(
                        Evidence.of(
                                "Asset",
                                facts.at(),
                                facts.hosts().size() + " hosts, "
                                        + facts.images().size() + " images, "
                                        + facts.containers().size() + " containers",
                                facts.hosts(),
                                facts.images(),
                                facts.containers()),
                        Evidence.of(
                                "EngineListing",
                                facts.at(),
                                facts.hosts().stream()
                                                .filter(h -> facts.isWithin(h.lastListing(), STALE))
                                                .count() + " hosts listed their containers in the last 15 minutes",
                                facts.hosts())));
    }

    private static Member host(Facts facts, HostFact host) {
        if (host.isRetired()) {
            return Member.pass("host", host.id(), host.name(), "retired");
        }
        List<String> broken = unlabelled(facts.scopeOf(host), host.labels());
        if (!facts.isWithin(host.lastHeartbeat(), SILENT)) {
            broken.add("has not reported within 24 hours");
        }
        return Member.judged("host", host.id(), host.name(), broken, List.of(), "labelled and reporting");
    }

    private static Member container(Facts facts, ContainerFact container) {
        boolean isListed = facts.hostOf(container)
                .filter(host -> facts.isWithin(host.lastListing(), STALE))
                .isPresent();
        return Member.judged(
                "container",
                container.id(),
                container.name(),
                unlabelled(facts.scopeOf(container), inherited(facts, container)),
                isListed ? List.of() : List.of("its engine has not been listed within 15 minutes"),
                "labelled and listed");
    }

    /// Purpose and owner of the image serve for its containers, and those of a network for the containers on it.
    private static Map<String, String> inherited(Facts facts, ContainerFact container) {
        Map<String, String> labels = new HashMap<>(container.networkLabels());
        facts.imageOf(container).ifPresent(image -> labels.putAll(image.labels()));
        labels.putAll(container.labels());
        return labels;
    }

    private static List<String> unlabelled(PciScope scope, Map<String, String> labels) {
        List<String> broken = new ArrayList<>();
        if (scope == PciScope.UNKNOWN) {
            broken.add("has no label " + PciScope.LABEL);
        }
        if (scope.isInScope()) {
            for (String needed : List.of("purpose", "owner")) {
                if (!labels.containsKey(needed)) {
                    broken.add("has no label " + needed);
                }
            }
        }
        return broken;
    }
}
