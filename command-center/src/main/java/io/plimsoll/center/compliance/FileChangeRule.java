package io.plimsoll.center.compliance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// S-11.5: every host's files are compared weekly, and every container has drift control whose alarms reach a person.
final class FileChangeRule implements Rule {
    private static final Duration WEEK = Duration.ofDays(7);

    @Override
    public Outcome evaluate(Facts facts) {
        List<Member> members = new ArrayList<>();
        facts.hostsInScope().forEach(h -> members.add(host(facts, h)));
        facts.runningInScope().forEach(c -> members.add(container(c)));
        return new Outcome(
                members,
                List.of(
                        Evidence.of(
                                "FimRun",
                                facts.at(),
                                facts.hostsInScope().stream()
                                                .filter(h -> facts.isWithin(h.lastFileComparison(), WEEK))
                                                .count()
                                        + " of " + facts.hostsInScope().size()
                                        + " hosts were compared within 7 days",
                                facts.hostsInScope()),
                        Evidence.of(
                                "DriftEvent",
                                facts.at(),
                                facts.runningInScope().stream()
                                                .filter(c -> c.execGate().equals("enforce"))
                                                .count() + " of "
                                        + facts.runningInScope().size()
                                        + " running containers block executables that are not in their image",
                                facts.runningInScope())));
    }

    private static Member host(Facts facts, HostFact host) {
        if (host.lastFileComparison() == null) {
            return new Member("host", host.id(), host.name(), PciVerdict.NO_DATA, "its files have never been compared");
        }
        return Member.judged(
                "host",
                host.id(),
                host.name(),
                facts.isWithin(host.lastFileComparison(), WEEK)
                        ? List.of()
                        : List.of("its files were last compared at " + host.lastFileComparison()),
                List.of(),
                "its files were compared at " + host.lastFileComparison());
    }

    private static Member container(ContainerFact container) {
        return switch (container.execGate()) {
            case "enforce" ->
                Member.pass(
                        "container",
                        container.id(),
                        container.name(),
                        "executables that are not in its image are blocked");
            case "audit" ->
                new Member(
                        "container",
                        container.id(),
                        container.name(),
                        PciVerdict.NO_DATA,
                        "drift is recorded, but no record tells whether an alarm reached a person");
            default ->
                new Member("container", container.id(), container.name(), PciVerdict.FAIL, "drift control is off");
        };
    }
}
