package io.plimsoll.center.compliance;

import java.util.ArrayList;
import java.util.List;

/// S-6.5.6: an enforcing policy stops images with critical findings, and nothing runs against its decision.
final class HighRiskFlawsRule implements Rule {
    @Override
    public Outcome evaluate(Facts facts) {
        return new Outcome(
                facts.imagesRunningInScope().stream().map(i -> image(facts, i)).toList(),
                List.of(
                        Evidence.of(
                                "AssurancePolicy",
                                facts.at(),
                                facts.gates().stream()
                                                .filter(g -> g.isEnforcing() && g.stopsCritical())
                                                .count() + " enforcing policies stop critical findings",
                                facts.gates()),
                        Evidence.of(
                                "Finding",
                                facts.at(),
                                facts.imagesRunningInScope().stream()
                                                .mapToInt(i -> i.critical() + i.high())
                                                .sum() + " critical and high findings in running images",
                                facts.imagesRunningInScope())));
    }

    private static Member image(Facts facts, ImageFact image) {
        List<String> broken = new ArrayList<>();
        if (facts.gates().stream()
                .noneMatch(
                        g -> g.isEnforcing() && g.stopsCritical() && g.scope().covers(image.names()))) {
            broken.add("no enforcing policy stops it when a critical finding appears");
        }
        if (image.isRefused()) {
            broken.add("runs although the policies refuse it");
        }
        if (image.scannedAt() == null) {
            broken.add("runs without having been scanned");
        }
        int severe = image.critical() + image.high();
        return Member.judged(
                "image",
                image.id(),
                image.name(),
                broken,
                severe == 0
                        ? List.of()
                        : List.of("no record tells whether its " + severe + " findings raised an alert"),
                "stopped by policy when a critical finding appears; it has none now");
    }
}
