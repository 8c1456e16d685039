package io.plimsoll.enforcer.images;

import io.plimsoll.model.Digest;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.ScanState;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Judgements of scanned images. The facts stay on the disk; only the last judgement of each image is
/// remembered, so that a start of the same image is answered from memory. Any thread.
final class Verdicts {
    /// @param on the day, in UTC: exceptions end
    private record Judged(PolicySnapshot policies, List<String> names, LocalDate on, Judgement judgement) {}

    private final ImageFolder folder;
    private final InstantSource clock;
    private final Map<Digest, Judged> judged = new ConcurrentHashMap<>();

    Verdicts(ImageFolder folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    Judgement judge(Digest image, List<String> names, PolicySnapshot policies) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Judged known = judged.get(image);
        if (known != null
                && known.on().equals(today)
                && known.policies().equals(policies)
                && known.names().equals(names)) {
            return known.judgement();
        }
        Optional<StoredFacts> facts = folder.facts(image);
        if (facts.isEmpty()) {
            return policies.judgeUnscanned(names, ScanState.UNSCANNED);
        }
        Judgement judgement = policies.judge(facts.get().facts(names), today);
        judged.put(image, new Judged(policies, names, today, judgement));
        return judgement;
    }

    /// The facts of this image are others now.
    void forget(Digest image) {
        judged.remove(image);
    }
}
