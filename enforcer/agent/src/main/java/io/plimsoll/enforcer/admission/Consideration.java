package io.plimsoll.enforcer.admission;

import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.Judgement;
import java.util.List;
import java.util.Optional;

/// Everything that was found out and concluded about one start.
///
/// @param image absent if nobody knows
/// @param names of the image that policies may mean
/// @param note what else is worth knowing: the builder, or why the image is not known; empty if nothing
/// @param gate absent if no runtime policy is about this container
record Consideration(
        Subject container,
        Optional<Digest> image,
        List<String> names,
        String note,
        Judgement judgement,
        Optional<GatePlan> gate) {
    Consideration {
        names = List.copyOf(names);
    }

    String imageId() {
        return image.map(Digest::toString).orElse("");
    }

    String imageName() {
        return names.isEmpty() ? "" : names.getFirst();
    }
}
