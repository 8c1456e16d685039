package io.plimsoll.center.compliance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// S-2.2.2: each container runs under an approved profile in enforce mode, from an image that was scanned and allowed.
final class NothingUnneededRule implements Rule {
    @Override
    public Outcome evaluate(Facts facts) {
        return new Outcome(
                facts.runningInScope().stream().map(c -> container(facts, c)).toList(),
                List.of(Evidence.of(
                        "Container",
                        facts.at(),
                        facts.runningInScope().size() + " containers run in scope, "
                                + facts.runningInScope().stream()
                                        .filter(c -> c.execGate().equals("enforce"))
                                        .count() + " of them with an enforcing exec gate",
                        facts.runningInScope())));
    }

    private static Member container(Facts facts, ContainerFact container) {
        List<String> broken = new ArrayList<>();
        Optional<ImageFact> image = facts.imageOf(container);
        if (image.map(ImageFact::scannedAt).isEmpty()) {
            broken.add("its image was not scanned");
        }
        if (image.filter(ImageFact::isRefused).isPresent()) {
            broken.add("its image is refused by policy");
        }
        if (container.isPrivileged()) {
            broken.add("it is privileged");
        }
        if (container.execGate().equals("none")) {
            broken.add("nothing stops an executable that is not part of the image");
        }
        return Member.judged(
                "container",
                container.id(),
                container.name(),
                broken,
                List.of("no approved runtime profile exists that says what it needs"),
                "runs under an approved profile");
    }
}
