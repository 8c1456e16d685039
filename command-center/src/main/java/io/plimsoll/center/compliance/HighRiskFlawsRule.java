package io.plimsoll.center.compliance;

import java.util.ArrayList;
import java.util.List;

/// S-6.5.6: an enforcing policy stops images with critical findings, and nothing runs against its decision.
/// Findings that a second person helped accept are an exception, shown as such; those that one person accepted
/// alone are not.
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
                                                .sum() + " critical and high findings in running images, "
                                        + facts.imagesRunningInScope().stream()
                                                .mapToInt(ImageFact::accepted)
                                                .sum()
                                        + " of them accepted by exceptions",
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
        Member judged = Member.judged(
                "image",
                image.id(),
                image.name(),
                broken,
                missing(image),
                "stopped by policy when a critical finding appears; it has none now");
        return judged.verdict() == PciVerdict.PASS && image.accepted() > 0
                ? new Member(
                        "image",
                        image.id(),
                        image.name(),
                        PciVerdict.EXCEPTED,
                        "its " + image.accepted() + " critical and high findings are accepted by exceptions that a"
                                + " second person has confirmed")
                : judged;
    }

    private static List<String> missing(ImageFact image) {
        List<String> missing = new ArrayList<>();
        int counting = image.critical() + image.high() - image.accepted();
        if (counting > 0) {
            missing.add("no record tells whether its " + counting + " findings raised an alert"
                    + (image.accepted() == 0 ? "" : " (" + image.accepted() + " more are accepted by exceptions)"));
        }
        if (image.acceptedAlone() > 0) {
            missing.add(image.acceptedAlone()
                    + " critical and high findings are accepted by exceptions that no second person has confirmed");
        }
        return missing;
    }
}
