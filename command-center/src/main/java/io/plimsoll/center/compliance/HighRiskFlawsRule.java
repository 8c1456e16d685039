package io.plimsoll.center.compliance;

import java.util.ArrayList;
import java.util.List;

/// S-6.5.6: an enforcing policy stops images with critical findings, nothing runs against its decision, and of each
/// critical or high finding of what runs somebody was told.
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
                                facts.imagesRunningInScope()),
                        Evidence.of(
                                "Notification",
                                facts.at(),
                                facts.imagesRunningInScope().stream()
                                                .mapToInt(facts::alerts)
                                                .sum() + " of them raised an alert",
                                facts.alerts().entrySet())));
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
                "image", image.id(), image.name(), broken, missing(image, facts.alerts(image)), fine(image));
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

    private static String fine(ImageFact image) {
        int counting = image.critical() + image.high() - image.accepted();
        return counting > 0
                ? "stopped by policy when a critical finding appears; its " + counting
                        + " findings each raised an alert"
                : "stopped by policy when a critical finding appears; it has none now";
    }

    /// @param told how many of its findings the feed told of
    private static List<String> missing(ImageFact image, int told) {
        List<String> missing = new ArrayList<>();
        int counting = image.critical() + image.high() - image.accepted();
        if (counting > told) {
            missing.add("no record tells whether "
                    + (told > 0 ? (counting - told) + " of its " + counting : "its " + counting)
                    + " findings raised an alert"
                    + (image.accepted() == 0 ? "" : " (" + image.accepted() + " more are accepted by exceptions)"));
        }
        if (image.acceptedAlone() > 0) {
            missing.add(image.acceptedAlone()
                    + " critical and high findings are accepted by exceptions that no second person has confirmed");
        }
        return missing;
    }
}
