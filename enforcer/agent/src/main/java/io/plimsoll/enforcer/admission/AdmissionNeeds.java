package io.plimsoll.enforcer.admission;

import io.plimsoll.enforcer.engine.EngineFiles;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.gate.Gates;
import io.plimsoll.enforcer.images.ImageVerdicts;
import io.plimsoll.enforcer.policies.InForce;
import io.plimsoll.model.Digest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What decisions about starts are made of.
///
/// @param engine the files of the engine; absent until it has been seen for the first time
/// @param source where the engine is spoken to, for events, such as `unix:/run/docker.sock`
/// @param recursiveOptions whether the runtime knows mount options such as `rnoexec`
public record AdmissionNeeds(
        Supplier<Optional<EngineFiles>> engine,
        Supplier<InForce> policies,
        ImageVerdicts images,
        Gates gates,
        Journal journal,
        Failures failures,
        String source,
        boolean recursiveOptions) {

    Doorkeeper doorkeeper() {
        Considerations considerations = new Considerations(new Origins(engine), images, this::namesOf, failures);
        Decisions decisions = new Decisions(journal, failures, source);
        return new Admission(policies, considerations, gates, decisions, failures, recursiveOptions);
    }

    private List<String> namesOf(Digest image) {
        return engine.get().map(e -> e.namesOf(image)).orElse(List.of());
    }
}
