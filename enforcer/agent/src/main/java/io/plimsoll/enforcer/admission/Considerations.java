package io.plimsoll.enforcer.admission;

import io.plimsoll.enforcer.engine.ContainerFile;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.images.ImageVerdicts;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.ScanState;
import io.plimsoll.policy.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Considers starts: finds out what is to be started, and asks the policies about it.
final class Considerations {
    private final Origins origins;
    private final ImageVerdicts images;
    private final Function<Digest, List<String>> namesOf;
    private final Failures failures;

    /// @param namesOf repository names with tags that point to an image right now
    Considerations(Origins origins, ImageVerdicts images, Function<Digest, List<String>> namesOf, Failures failures) {
        this.origins = origins;
        this.images = images;
        this.namesOf = namesOf;
        this.failures = failures;
    }

    /// @param pid a process that sees the mounts of the engine
    /// @param root of the container's file system, as the engine sees it
    Consideration of(String id, Path bundle, long pid, Path root, PolicySnapshot policies) {
        return switch (origins.find(id, bundle, pid, root)) {
            case Origin.OfImage(ContainerFile container, List<String> names) ->
                ofImage(Subject.container(id, container.name()), container.image(), names, policies);
            case Origin.BuildStep(String builder, List<List<Digest>> ancestors) ->
                ofBuildStep(Subject.container(id, "build step"), builder, ancestors, policies);
            case Origin.Unknown(String why) -> ofUnknown(Subject.container(id, ""), why, policies);
        };
    }

    private Consideration ofImage(Subject container, Digest image, List<String> names, PolicySnapshot policies) {
        return new Consideration(
                container,
                Optional.of(image),
                names,
                "",
                judge(image, names, policies),
                policies.runtimeFor(names).map(GatePlan::of));
    }

    /// A build is admitted by the first of its ancestors that has been scanned; of several with the very same layers
    /// the strictest judgement counts.
    private Consideration ofBuildStep(
            Subject container, String builder, List<List<Digest>> ancestors, PolicySnapshot policies) {
        return ancestors.stream()
                .map(same -> same.stream().filter(images::isScanned).toList())
                .filter(scanned -> !scanned.isEmpty())
                .findFirst()
                .or(() -> ancestors.stream().findFirst())
                .orElse(List.of())
                .stream()
                .map(ancestor -> ofBuildFrom(container, builder + " build", ancestor, policies))
                .reduce((one, other) -> strictness(other) > strictness(one) ? other : one)
                .orElseGet(() -> new Consideration(
                        container,
                        Optional.empty(),
                        List.of(),
                        builder + " build, made of no known image",
                        unscanned(policies),
                        policies.runtimeFor(List.of()).map(GatePlan::ofBuild)));
    }

    private Consideration ofBuildFrom(Subject container, String note, Digest ancestor, PolicySnapshot policies) {
        List<String> names = namesOf.apply(ancestor);
        return new Consideration(
                container,
                Optional.of(ancestor),
                names,
                note,
                judge(ancestor, names, policies),
                policies.runtimeFor(names).map(GatePlan::ofBuild));
    }

    private static int strictness(Consideration consideration) {
        return switch (consideration.judgement()) {
            case Judgement.Admitted _ -> 0;
            case Judgement.WouldRefuse _ -> 1;
            case Judgement.Pending _ -> 2;
            case Judgement.Refused _ -> 3;
        };
    }

    private Consideration ofUnknown(Subject container, String why, PolicySnapshot policies) {
        failures.note(Failure.IMAGE_NOT_IDENTIFIED, container.id() + ": " + why);
        return new Consideration(
                container,
                Optional.empty(),
                List.of(),
                why,
                unscanned(policies),
                policies.runtimeFor(List.of()).map(GatePlan::of));
    }

    private static Judgement unscanned(PolicySnapshot policies) {
        return policies.judgeUnscanned(List.of(), ScanState.UNSCANNED);
    }

    private Judgement judge(Digest image, List<String> names, PolicySnapshot policies) {
        Judgement judgement = images.judge(image, names, policies);
        if (!(judgement instanceof Judgement.Pending)) {
            return judgement;
        }
        ImageVerdicts.Waited waited = images.awaitScan(image, policies.host().scanWait());
        judgement = images.judge(image, names, policies);
        return judgement instanceof Judgement.Pending(Violation until)
                ? new Judgement.Refused(List.of(inProgress(until, waited)))
                : judgement;
    }

    private static Violation inProgress(Violation until, ImageVerdicts.Waited waited) {
        return switch (waited) {
            case ENGINE_STARTING ->
                new Violation(
                        until.policy(),
                        until.mode(),
                        until.rule(),
                        "scan in progress, the engine is starting; try again in a moment");
            case ENDED, STILL_RUNNING -> until;
        };
    }
}
