package io.plimsoll.enforcer.images;

import io.plimsoll.model.Digest;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.ScanState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Judgements of scanned images. The facts stay on the disk; only the last judgement of each image is
/// remembered, so that a start of the same image is answered from memory. Any thread.
final class Verdicts {
    private record Judged(PolicySnapshot policies, List<String> names, Judgement judgement) {}

    private final ImageFolder folder;
    private final Map<Digest, Judged> judged = new ConcurrentHashMap<>();

    Verdicts(ImageFolder folder) {
        this.folder = folder;
    }

    Judgement judge(Digest image, List<String> names, PolicySnapshot policies) {
        Judged known = judged.get(image);
        if (known != null && known.policies().equals(policies) && known.names().equals(names)) {
            return known.judgement();
        }
        Optional<StoredFacts> facts = folder.facts(image);
        if (facts.isEmpty()) {
            return policies.judge(ImageFacts.notScanned(names, ScanState.UNSCANNED));
        }
        Judgement judgement = policies.judge(facts.get().facts(names));
        judged.put(image, new Judged(policies, names, judgement));
        return judgement;
    }

    /// The facts of this image are others now.
    void forget(Digest image) {
        judged.remove(image);
    }
}
